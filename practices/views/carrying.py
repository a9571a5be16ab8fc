"""What a list finds, for other programs: a feed for everybody, tables for the network."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from elo_portal.core.addresses import absolute
from elo_portal.core.http import PageRequest
from elo_portal.core.open_views import readable_by_machines
from elo_portal.core.tables import csv_files, spreadsheets
from practices import exporting, feeds
from practices.columns import COLUMNS
from practices.models import Practice
from practices.queries import browsing, exchange
from practices.queries.wanting import wanted

NEWEST = 50  # of a feed
MOST = 5000  # of a table
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Writer = Callable[[Sequence[str], Iterable[Sequence[str]]], bytes]


@readable_by_machines
def feed(request: PageRequest) -> HttpResponse:
    """The latest fifty of what the list would find with the same choices. Seven queries, up to four more for words."""
    query = request.GET.copy()
    query["sort"] = "newest"
    found = _found(request, query, limit=NEWEST)
    page = absolute("practices:list", language=get_language() or "fi")
    content = feeds.atom(found, address=settings.BASE_URL + request.get_full_path(), page=page)
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")


@require_safe
def export_csv(request: PageRequest) -> HttpResponse:
    """At most five thousand, the first of the list. Eight queries, up to four more for words."""
    return _table(request, csv_files.written, "text/csv; charset=utf-8", "csv")


@require_safe
def export_xlsx(request: PageRequest) -> HttpResponse:
    """The same as a spreadsheet."""
    return _table(request, spreadsheets.written, SPREADSHEET, "xlsx")


def _table(request: PageRequest, write: Writer, content_type: str, suffix: str) -> HttpResponse:
    if not request.viewer.is_member:
        raise Http404
    rows = exporting.table(_found(request, request.GET, limit=MOST))
    disposition = f'attachment; filename="elo-{timezone.localdate().isoformat()}.{suffix}"'
    return HttpResponse(
        write(COLUMNS, rows), content_type=content_type, headers={"Content-Disposition": disposition}
    )


def _found(request: PageRequest, query: QueryDict, *, limit: int) -> list[Practice]:
    found = browsing.piece(
        viewer=request.viewer,
        wanted=replace(wanted(query), page=1),
        options=browsing.load_options(),
        limit=limit,
        offset=0,
        now=timezone.now(),
    )
    return exchange.in_order((hit.object_id for hit in found.hits), viewer=request.viewer)
