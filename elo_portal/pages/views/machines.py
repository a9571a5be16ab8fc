"""Addresses for machines: health, robots, sitemap, security contact."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from elo_portal.core.addresses import in_each_language
from elo_portal.core.viewers import NOBODY
from members.models import Region
from practices.models import Practice
from seminars.models import Event


@login_not_required
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers and is migrated. Stays ok while Valkey is away: people can go on working."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM core_outgoingmail LIMIT 1")
    except DatabaseError:
        return HttpResponse("unavailable", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /*/oma/", "Disallow: /*/tyopoyta/", "Disallow: /*/yllapito/"]
    if settings.DEMO:
        lines = ["User-agent: *", "Disallow: /"]
    return HttpResponse(
        "\n".join([*lines, f"Sitemap: {settings.BASE_URL}/sitemap.xml", ""]), content_type="text/plain"
    )


@login_not_required
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Where to report a vulnerability (RFC 9116)."""
    expires = timezone.now().replace(microsecond=0) + timedelta(days=180)
    lines = [
        f"Contact: mailto:{settings.SECURITY_CONTACT}",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: fi, sv, en",
        f"Canonical: {settings.BASE_URL}/.well-known/security.txt",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain")


@login_not_required
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Public pages in each language, with their language versions. Three queries."""
    names: list[tuple[str, list[object]]] = [(name, []) for name in PUBLIC_PAGES]
    names += [
        ("pages:region", [slug]) for slug in Region.objects.order_by("code").values_list("slug", flat=True)
    ]
    practices = Practice.objects.visible_to(NOBODY).published().order_by("pk").values_list("slug", flat=True)
    names += [("practices:detail", [slug]) for slug in practices]
    events = Event.objects.visible_to(NOBODY).order_by("pk").values_list("slug", flat=True)
    names += [("seminars:detail", [slug]) for slug in events]
    pages = [in_each_language(name, *args) for name, args in names]
    return render(request, "pages/sitemap.xml", {"pages": pages}, content_type="application/xml")


PUBLIC_PAGES = (
    "pages:home",
    "practices:list",
    "seminars:list",
    "pages:regions",
    "pages:targets",
    "pages:network",
    "pages:about",
    "pages:open_data",
    "pages:accessibility",
    "pages:privacy",
)
