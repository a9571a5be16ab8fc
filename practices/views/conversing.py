"""Comments, thanks, questions to the makers."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.kept_input import keeps_input
from elo_portal.core.sent_forms import carry_out, render_form, typed
from practices import permissions
from practices.cards import card
from practices.commands import conversations as commands
from practices.forms.conversations import AnswerForm, CommentForm, EnquiryForm
from practices.models import Comment, Practice
from practices.queries import conversations as queries
from practices.queries import published


def _practice(request: PageRequest, slug: str) -> Practice:
    visible = published.for_cards(Practice.objects.visible_to(request.viewer).published())
    return get_object_or_404(visible.prefetch_related("regions"), slug=slug)


@keeps_input()
@require_http_methods(["GET", "POST"])
def discussion(request: PageRequest, slug: str) -> HttpResponse:
    """What members say about a practice, and a form to say more. `?answer=id` answers one comment."""
    practice = _practice(request, slug)
    if not permissions.can_comment(request.viewer, practice):
        raise Http404
    posted = typed(request)
    form = CommentForm(posted, initial={"answer_to": request.GET.get("answer")})
    if request.method == "POST" and form.is_valid():
        said = carry_out(
            request,
            form,
            lambda: commands.comment(
                practice_id=practice.pk,
                text=form.cleaned_data["text"],
                answer_to=form.cleaned_data["answer_to"],
                actor=request.viewer,
                now=timezone.now(),
            ),
            field="text",
        )
        if said is not None:
            messages.success(request, _("Your comment is there. The makers are told by mail."))
            return redirect(f"{reverse('practices:discussion', args=[slug])}#c{said.pk}")
    threads = queries.threads(practice)
    answered = str(form["answer_to"].value() or "")
    context = {
        "card": card(practice),
        "threads": threads,
        "form": form,
        "answered": next((one.comment for one in threads if str(one.comment.pk) == answered), None),
        "may_remove_all": permissions.is_judge(request.viewer, practice),
    }
    return render_form(request, "practices/discussion.html", context)


@require_POST
def remove_comment(request: PageRequest, comment_id: int) -> HttpResponse:
    visible = Practice.objects.visible_to(request.viewer)
    said = get_object_or_404(Comment.objects.select_related("practice"), pk=comment_id, practice__in=visible)
    commands.remove_comment(comment_id=said.pk, actor=request.viewer, now=timezone.now())
    messages.success(request, _("The comment is removed."))
    return redirect("practices:discussion", said.practice.slug)


@require_POST
def thank(request: PageRequest, slug: str) -> HttpResponse:
    practice = _practice(request, slug)
    if commands.thank(practice_id=practice.pk, actor=request.viewer, now=timezone.now()):
        messages.success(request, _("The makers see your thanks."))
    return redirect("practices:detail", slug)


@keeps_input()
@require_http_methods(["GET", "POST"])
def ask(request: PageRequest, slug: str) -> HttpResponse:
    """A question to the makers alone."""
    practice = _practice(request, slug)
    if not permissions.can_ask(request.viewer, practice):
        raise Http404
    form = EnquiryForm(typed(request))
    if request.method == "POST" and form.is_valid():
        enquiry = carry_out(
            request,
            form,
            lambda: commands.ask(
                practice_id=practice.pk,
                text=form.cleaned_data["text"],
                actor=request.viewer,
                now=timezone.now(),
            ),
            field="text",
        )
        if enquiry is not None:
            messages.success(request, _("Your question is on its way. The answer comes by mail."))
            return redirect("practices:enquiry", enquiry.pk)
    return render_form(request, "practices/ask.html", {"card": card(practice), "form": form})


@keeps_input()
@require_http_methods(["GET", "POST"])
def enquiry(request: PageRequest, enquiry_id: int) -> HttpResponse:
    """A question and its answer: for whoever asked, and for the makers, who answer here."""
    found = get_object_or_404(queries.enquiries(viewer=request.viewer), pk=enquiry_id)
    may_answer = permissions.can_answer(request.viewer, found) and found.answered_at is None
    posted = typed(request)
    form = AnswerForm(posted)
    if request.method == "POST" and form.is_valid():
        done = carry_out(
            request,
            form,
            lambda: commands.answer(
                enquiry_id=found.pk,
                text=form.cleaned_data["text"],
                actor=request.viewer,
                now=timezone.now(),
            ),
            field="text",
        )
        if done is not None:
            messages.success(request, _("Your answer is on its way."))
            return redirect("practices:enquiry", found.pk)
    context = {"enquiry": found, "text": found.practice.text, "form": form, "may_answer": may_answer}
    return render_form(request, "practices/enquiry.html", context)


@require_safe
def enquiries(request: PageRequest) -> HttpResponse:
    """Questions that the viewer sent or may answer; those that wait for the viewer stand first."""
    rows = [
        {
            "enquiry": one,
            "text": one.practice.text,
            "waits": one.answered_at is None and permissions.can_answer(request.viewer, one),
        }
        for one in queries.enquiries(viewer=request.viewer)
    ]
    rows.sort(key=lambda row: not row["waits"])
    return render_page(request, "practices/enquiries.html", {"rows": rows})
