"""A person's own details and memberships; turning the digest off; answering an invitation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.sent_forms import carry_out, render_form, typed
from members import sign_in, subscriptions
from members.commands import invitations, memberships, people
from members.forms.own import JoinForm, OwnDetailsForm
from members.models import Membership, Person
from members.queries.invitations import Fate, by_token
from members.queries.memberships import own_memberships


@require_http_methods(["GET", "HEAD", "POST"])
def own_settings(request: PageRequest) -> HttpResponse:
    """Name, language and digest; the memberships stand beside."""
    form = OwnDetailsForm(typed(request), instance=_me(request))
    if request.method == "POST" and form.is_valid():
        people.save_own(**form.cleaned_data, actor=request.viewer)
        messages.success(request, _("Your details were saved."))
        with translation.override(form.cleaned_data["language"]):
            return redirect("members:settings")
    return _settings_page(request, form=form)


def _me(request: PageRequest) -> Person:
    """A login without a person has nothing here."""
    return get_object_or_404(Person, pk=request.viewer.person_id)


def _settings_page(
    request: PageRequest, *, form: OwnDetailsForm | None = None, join_form: JoinForm | None = None
) -> HttpResponse:
    context = {
        "form": form or OwnDetailsForm(instance=_me(request)),
        "join_form": join_form or JoinForm(),
        "memberships": own_memberships(viewer=request.viewer),
    }
    return render_form(request, "members/settings.html", context)


@require_POST
def join(request: PageRequest) -> HttpResponse:
    """Ask to belong to one more organisation."""
    form = JoinForm(request.POST)
    if form.is_valid():
        membership = carry_out(
            request,
            form,
            lambda: memberships.ask(
                organisation_id=form.cleaned_data["organisation"].pk,
                title=form.cleaned_data["title"],
                actor=request.viewer,
                now=timezone.now(),
            ),
            field="organisation",
        )
        if membership is not None:
            messages.success(request, _answer(membership))
            return redirect("members:settings")
    return _settings_page(request, join_form=form)


def _answer(membership: Membership) -> str:
    if membership.state == Membership.State.APPROVED:
        return _("You now belong to %(organisation)s.") % {"organisation": membership.organisation.name}
    return _("Your request was sent. You get a mail when it is answered.")


@require_POST
def leave(request: PageRequest, membership_id: int) -> HttpResponse:
    """End one of one's own memberships."""
    membership = get_object_or_404(own_memberships(viewer=request.viewer), pk=membership_id)
    try:
        memberships.end(membership_id=membership.pk, actor=request.viewer, now=timezone.now())
        messages.success(request, _("The membership has ended."))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("members:settings")


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: PageRequest, token: str) -> HttpResponse:
    """GET asks, POST turns the digest off: without sign-in, cookie or token (RFC 8058). Bears repetition."""
    person_id = subscriptions.person_of(token)
    if person_id is None:
        raise Http404
    if request.method == "POST":
        people.unsubscribe(person_id=person_id)
    return render_page(request, "members/unsubscribe.html", {"is_done": request.method == "POST"})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: PageRequest, token: str) -> HttpResponse:
    """GET shows who invites to what and changes nothing: mail scanners open links. POST goes on.

    A signed-in person joins at once; others first sign in, or create an account with the invited address.
    """
    now = timezone.now()
    found = by_token(token, now=now)
    if request.method != "POST" or found is None or found.fate is not Fate.OPEN:
        status = 200 if found and found.fate is Fate.OPEN else 404 if found is None else 410
        return render_page(request, "members/invitation.html", {"found": found}, status=status)
    if not request.viewer.is_authenticated:
        return redirect(sign_in.begin_invitation(request, found))
    try:
        invitations.accept(token_hash=found.invitation.token_hash, actor=request.viewer, now=now)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("members:invitation", token)
    joined = _("You now belong to %(organisation)s.") % {"organisation": found.invitation.organisation.name}
    messages.success(request, joined)
    return redirect("pages:me")
