"""Finding one's way: main navigation, the second bar, languages, breadcrumbs, pages of a list."""

from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.core.paginator import Page
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.urls import reverse, translate_url
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from elo_portal.core.components import render
from elo_portal.core.templatetags.ui import TONE_ICONS, tab
from elo_portal.core.viewers import Viewer

register = template.Library()

MAIN = (
    ("practices:list", _("Practices")),
    ("seminars:list", _("Events")),
    ("pages:regions", _("Regions and groups")),
    ("pages:targets", _("Development targets")),
    ("pages:network", _("Network")),
)
THEMES = (("auto", _("Automatic")), ("light", _("Light")), ("dark", _("Dark")))
MESSAGE_TONES = {"success": "success", "warning": "warning", "error": "danger"}
LANGUAGE_NAMES = {"fi": "suomi", "sv": "svenska", "en": "English"}
PAGES_AROUND = 2


def _path(context: Context) -> str:
    request: HttpRequest | None = context.get("request")
    return request.path if request else str(context.get("path", ""))


def _items(context: Context, names: Any) -> list[dict[str, Any]]:
    path = _path(context)
    items = []
    for name, label in names:
        url = reverse(name)
        current = "page" if path == url else "true" if path.startswith(url) else ""
        items.append({"url": url, "label": label, "current": current})
    return items


@register.simple_tag(takes_context=True)
def main_navigation(context: Context) -> SafeString:
    """The items of the main navigation, the current one marked."""
    return render("navigation_items", items=_items(context, MAIN))


@register.simple_tag(takes_context=True)
def desk_bar(context: Context, viewer: Viewer) -> SafeString:
    """The second bar of those who have work here; empty for everybody else."""
    if not viewer.has_desk:
        return SafeString("")
    names: list[tuple[str, Any]] = [("pages:desk", _("Desk"))]
    if viewer.is_admin or viewer.is_coordinator or viewer.is_reviewer:
        names.append(("practices:reviews", _("Reviews")))
    if viewer.is_admin or viewer.is_coordinator:
        names += [("seminars:manage", _("Events"))]
    if viewer.is_admin or viewer.is_coordinator or viewer.is_contact:
        names += [("members:memberships", _("New members")), ("members:invitations", _("Invitations"))]
    if viewer.is_admin:
        names += [("members:organisations", _("Organisations")), ("members:people", _("People"))]
        names += [("members:admin", _("Administration")), ("pages:operations", _("Operations"))]
    items = _items(context, names)
    # The administration's address begins those of its parts: only the longest one is where we are.
    longest = max((len(item["url"]) for item in items if item["current"]), default=0)
    for item in items:
        item["current"] = item["current"] if len(item["url"]) == longest else ""
    return render("desk_bar", items=items)


@register.simple_tag(takes_context=True)
def account_tab(context: Context, label: str, url: str) -> SafeString:
    """A tab of the pages about signing in; the one that the address begins with is the current one."""
    return tab(label, url, is_current=_path(context).startswith(url))


@register.simple_tag(takes_context=True)
def language_url(context: Context, language: str) -> str:
    """This page in another language, else that language's home. A view may pass `alternates` where slugs differ."""
    alternates = context.get("alternates") or {}
    if language in alternates:
        return str(alternates[language])
    request: HttpRequest | None = context.get("request")
    here = request.get_full_path() if request else _path(context)
    if language == get_language():
        return here
    there = translate_url(here, language) if here else here
    if there == here:
        with override(language):
            return reverse("pages:home")
    return there


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> SafeString:
    """The language switch; it stays on the same page."""
    active = get_language()
    links = [
        {
            "code": code,
            "name": LANGUAGE_NAMES[code],
            "url": language_url(context, code),
            "is_current": code == active,
        }
        for code, _name in settings.LANGUAGES
    ]
    return render("language_links", links=links)


@register.simple_tag(takes_context=True)
def alternate_links(context: Context) -> SafeString:
    """Canonical and hreflang links of the head; without the query string, which only filters."""
    if not _path(context):
        return SafeString("")
    links = [(code, urlsplit(language_url(context, code)).path) for code, _name in settings.LANGUAGES]
    base = settings.BASE_URL
    return format_html(
        '<link rel="canonical" href="{}{}">{}',
        base,
        _path(context),
        format_html_join(
            "",
            '<link rel="alternate" hreflang="{}" href="{}{}">',
            ((code, base, path) for code, path in links),
        ),
    )


@register.simple_tag(takes_context=True)
def theme_choice(context: Context) -> SafeString:
    """Automatic, light or dark. A form without a token, so that a cached page may hold it: it only sets a cookie."""
    request: HttpRequest | None = context.get("request")
    current = context.get("theme", "auto")
    choices = [{"value": value, "label": label, "is_current": value == current} for value, label in THEMES]
    return render("theme_choice", choices=choices, next=request.get_full_path() if request else "")


@register.simple_tag
def message_notice(message: Message) -> SafeString:
    """What a view said with django.contrib.messages."""
    tone = MESSAGE_TONES.get(message.level_tag, "info")
    return render(
        "notice",
        body=format_html("<p>{}</p>", message),
        title="",
        tone=tone,
        icon=TONE_ICONS[tone],
        level=2,
        lang="",
    )


@register.simple_block_tag
def breadcrumbs(content: SafeString) -> SafeString:
    """{% breadcrumbs %}{% crumb _("Practices") url %}{% crumb practice.title %}{% endbreadcrumbs %}; home comes first."""
    return render("breadcrumbs", content=content)


@register.simple_tag
def crumb(label: str, url: str = "", *, lang: str = "") -> SafeString:
    """A step on the way; without `url` it is the page itself."""
    said = format_html(' lang="{}"', lang) if lang and lang != get_language() else ""
    if url:
        return format_html('<li{}><a href="{}">{}</a></li>', said, url, label)
    return format_html('<li aria-current="page"{}>{}</li>', said, label)


@register.simple_tag(takes_context=True)
def pagination(context: Context, page: "Page[Any]", *, parameter: str = "page", swap: str = "") -> SafeString:
    """Pages of a list; the rest of the query string stays. `swap`: the id that htmx exchanges."""
    request: HttpRequest | None = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)

    def url(number: int) -> str:
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    shown = page.paginator.get_elided_page_range(page.number, on_each_side=PAGES_AROUND, on_ends=1)
    links = [
        {"number": n, "url": url(n) if isinstance(n, int) else "", "is_current": n == page.number}
        for n in shown
    ]
    return render(
        "pagination",
        links=links,
        first=page.start_index(),
        last=page.end_index(),
        count=page.paginator.count,
        has_pages=page.paginator.num_pages > 1,
        previous=url(page.previous_page_number()) if page.has_previous() else "",
        next=url(page.next_page_number()) if page.has_next() else "",
        swap=swap,
    )
