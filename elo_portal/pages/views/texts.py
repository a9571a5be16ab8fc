"""Pages of running text. Each language has its own template: prose is written, not translated by phrase."""

from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from elo_portal.core.http import PageRequest, render_page


def _text(request: PageRequest, name: str, **more: Any) -> HttpResponse:
    language = get_language() or settings.LANGUAGE_CODE
    contact = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    context = {
        "body": f"pages/texts/{name}.{language}.html",
        "contact": contact,
        "base_url": settings.BASE_URL,
        **more,
    }
    return render_page(request, f"pages/{name}.html", context)


@login_not_required
@require_safe
def about(request: PageRequest) -> HttpResponse:
    return _text(request, "about")


@login_not_required
@require_safe
def accessibility(request: PageRequest) -> HttpResponse:
    """The statement of the Act on the Provision of Digital Services (306/2019), section 9: four parts."""
    return _text(request, "accessibility")


@login_not_required
@require_safe
def privacy(request: PageRequest) -> HttpResponse:
    """The notice of the General Data Protection Regulation, articles 13 and 14. Names and addresses are settings."""
    return _text(
        request,
        "privacy",
        controller={"name": settings.CONTROLLER_NAME, "address": parseaddr(settings.CONTROLLER_CONTACT)[1]},
        officer=dict(zip(("name", "address"), parseaddr(settings.DATA_PROTECTION_CONTACT), strict=True)),
        processors=settings.PROCESSORS,
        signs_in_elsewhere=bool(settings.OIDC_SERVER_URL),
        reports_errors=bool(settings.SENTRY_DSN),
        is_demo=settings.DEMO,
    )


@login_not_required
@require_safe
def open_data(request: PageRequest) -> HttpResponse:
    """What other programs may take along, and how. Every address of the reading interface stands there."""
    return _text(request, "open_data")
