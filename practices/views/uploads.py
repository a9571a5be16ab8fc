"""A practice described in Word: the empty form to download, the filled one to upload."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from elo_portal.core.files.kinds import KINDS
from elo_portal.core.http import PageRequest, render_page
from elo_portal.core.names import LANGUAGES
from practices import word_form
from practices.cards import LANGUAGE_NAMES
from practices.commands import uploads as commands
from practices.forms.labels import LABELS
from practices.forms.uploads import UploadForm
from practices.forms.word_reading import Filled
from practices.queries import choices


@require_safe
def word_template(request: PageRequest, language: str) -> HttpResponse:
    """The empty form in one language."""
    if language not in LANGUAGES:
        raise Http404
    with override(language):
        name = slugify(_("Describe a practice"))
    response = HttpResponse(word_form.template(language), content_type=KINDS["docx"].media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}-{language}.docx"'
    return response


@require_http_methods(["GET", "POST"])
def from_word(request: PageRequest) -> HttpResponse:
    """Upload the filled form: it becomes a draft. Those without an organisation are told why not."""
    owners = choices.owners(viewer=request.viewer)
    if not owners:
        return render_page(request, "practices/propose.html", {"form": None, "original": None})
    data = request.POST if request.method == "POST" else None
    form = UploadForm(data, request.FILES or None, owners=owners, language=request.viewer.language)
    if request.method == "POST" and form.is_valid():
        filled: Filled = form.cleaned_data["file"]
        practice = commands.start_from_file(
            owner_id=form.cleaned_data["owner_id"],
            language=filled.language,
            values=filled.values,
            actor=request.viewer,
            now=timezone.now(),
        )
        _say(request, filled)
        return redirect("practices:edit", practice.pk, 1)
    status = 422 if request.method == "POST" else 200
    languages = [{"code": code, "name": LANGUAGE_NAMES[code]} for code in LANGUAGES]
    return render_page(
        request, "practices/from_word.html", {"form": form, "languages": languages}, status=status
    )


def _say(request: PageRequest, filled: Filled) -> None:
    """What became of the file, and what is left to do."""
    language = LANGUAGE_NAMES[filled.language]
    messages.success(
        request, _("The file is now a draft. Its language: %(language)s.") % {"language": language}
    )
    if filled.has_unknown:
        messages.info(
            request,
            _(
                "Text that had no place of its own was put at the end of the description. Move it where it belongs."
            ),
        )
    if filled.too_long:
        names = ", ".join(str(LABELS[name]) for name in filled.too_long)
        messages.warning(request, _("Too long, shorten before you submit: %(fields)s.") % {"fields": names})
