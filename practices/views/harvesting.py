"""The one address of OAI-PMH."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from email.utils import parseaddr
from xml.etree.ElementTree import Element

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from elo_portal.core.models import Term
from practices.models import Practice
from practices.oai import answers, asking
from practices.oai.answers import add
from practices.oai.asking import Refusal, Token
from practices.queries import harvest

PIECE = 100
Arguments = Mapping[str, str]
NOT_UNDERSTOOD = frozenset({"badVerb", "badArgument"})  # after these the question is not repeated


@login_not_required
@csrf_exempt  # a POST is a question, too; it changes nothing
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    """What is public, whoever asks. At most seven queries."""
    data = request.POST if request.method == "POST" else request.GET
    now = timezone.now()
    asked: dict[str, str] = {}
    try:
        asked = asking.arguments(data)
        asking.require_known_format(asked)
        root = answers.envelope(asked, now=now)
        VERBS[asked["verb"]](add(root, asked["verb"]), asked)
    except Refusal as refusal:
        root = answers.envelope({} if refusal.code in NOT_UNDERSTOOD else asked, now=now)
        add(root, "error", str(refusal), code=refusal.code)
    return HttpResponse(answers.serialised(root), content_type="text/xml; charset=utf-8")


def _identify(parent: Element, asked: Arguments) -> None:
    add(parent, "repositoryName", "ELO-portaali")
    add(parent, "baseURL", answers.base_url())
    add(parent, "protocolVersion", "2.0")
    add(parent, "adminEmail", parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    add(parent, "earliestDatestamp", answers.stamp(harvest.earliest() or timezone.now()))
    add(parent, "deletedRecord", "persistent")
    add(parent, "granularity", "YYYY-MM-DDThh:mm:ssZ")


def _list_metadata_formats(parent: Element, asked: Arguments) -> None:
    if "identifier" in asked:
        _record(asked["identifier"])
    answers.metadata_format(parent)


def _list_sets(parent: Element, asked: Arguments) -> None:
    if "resumptionToken" in asked:
        raise Refusal("badResumptionToken", "The sets come in one piece.")
    answers.sets(parent, Term.objects.of("development_target"))


def _get_record(parent: Element, asked: Arguments) -> None:
    answers.record(parent, _record(asked["identifier"]))


def _record(identifier: str) -> Practice:
    practice_id = answers.practice_id(identifier)
    found = harvest.record(practice_id) if practice_id else None
    if found is None:
        raise Refusal("idDoesNotExist", "There is no such record.")
    return found


def _list_identifiers(parent: Element, asked: Arguments) -> None:
    _list(parent, asked, answers.header)


def _list_records(parent: Element, asked: Arguments) -> None:
    _list(parent, asked, answers.record)


def _list(parent: Element, asked: Arguments, write: Callable[[Element, Practice], None]) -> None:
    """A piece of the list, and where it goes on; the last piece of several ends with an empty token."""
    targets = frozenset(Term.objects.of("development_target").values_list("slug", flat=True))
    here = asking.token(asked, targets=targets)
    found = list(harvest.records(here.stretch)[: PIECE + 1])
    if not found:
        raise Refusal("noRecordsMatch", "Nothing has changed in that time.")
    piece = found[:PIECE]
    for practice in piece:
        write(parent, practice)
    is_last = len(found) <= PIECE
    if is_last and not here.seen:
        return
    last = piece[-1]
    after = (last.stamp, last.pk)  # type: ignore[attr-defined]
    going_on = Token(replace(here.stretch, after=after), here.seen + len(piece))
    add(
        parent,
        "resumptionToken",
        "" if is_last else asking.written(going_on, asked["verb"]),
        completeListSize=str(harvest.count(here.stretch)),
        cursor=str(here.seen),
    )


VERBS: Mapping[str, Callable[[Element, Arguments], None]] = {
    "Identify": _identify,
    "ListMetadataFormats": _list_metadata_formats,
    "ListSets": _list_sets,
    "GetRecord": _get_record,
    "ListIdentifiers": _list_identifiers,
    "ListRecords": _list_records,
}
