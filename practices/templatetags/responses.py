"""Thanks and bookmarks: buttons that say whether the reader has given or kept one already."""

from collections.abc import Callable

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from elo_portal.core import holes
from elo_portal.core.templatetags.ui import post_button
from elo_portal.core.viewers import Viewer
from practices.models import Bookmark, Practice, Thanks

register = template.Library()


@register.simple_tag(takes_context=True)
def thanks_button(context: Context, practice: Practice, viewer: Viewer) -> SafeString:
    """`practice` is one of `queries.conversations.counted`."""
    is_thanked: bool = practice.is_thanked  # type: ignore[attr-defined]
    return _own("thanks", _thanks(context, practice.slug, is_thanked), practice, viewer)


@register.simple_tag(takes_context=True)
def bookmark_button(context: Context, practice: Practice, viewer: Viewer) -> SafeString:
    """`practice` is one of `queries.conversations.counted`."""
    is_kept: bool = practice.is_bookmarked  # type: ignore[attr-defined]
    return _own("bookmark", _bookmark(context, practice.slug, is_kept), practice, viewer)


def _own(kind: str, shown: SafeString, practice: Practice, viewer: Viewer) -> SafeString:
    return holes.hole(kind, practice.pk, shown) if viewer.is_stranger else shown


def _thanks(context: Context, slug: str | None, is_thanked: bool) -> SafeString:
    url = reverse("practices:thank", args=[slug])
    if is_thanked:
        return post_button(context, url, _("Take the thanks back"), icon="heart", variant="tertiary")
    return post_button(context, url, _("Say thanks"), icon="heart")


def _bookmark(context: Context, slug: str | None, is_kept: bool) -> SafeString:
    url = reverse("practices:bookmark", args=[slug])
    if is_kept:
        return post_button(context, url, _("Keep no longer"), icon="bookmark-check", variant="tertiary")
    return post_button(context, url, _("Keep for later"), icon="bookmark")


@holes.fills("thanks")
def own_thanks(viewer: Viewer, practice_ids: list[int]) -> dict[int, SafeString]:
    """One query."""
    return _filled(Thanks, _thanks, viewer, practice_ids)


@holes.fills("bookmark")
def own_bookmarks(viewer: Viewer, practice_ids: list[int]) -> dict[int, SafeString]:
    """One query."""
    return _filled(Bookmark, _bookmark, viewer, practice_ids)


def _filled(
    model: type[Thanks] | type[Bookmark],
    button: Callable[[Context, str | None, bool], SafeString],
    viewer: Viewer,
    practice_ids: list[int],
) -> dict[int, SafeString]:
    given = model._default_manager.filter(person=viewer.person_id, practice__in=practice_ids)
    context = Context({"csrf_token": holes.TOKEN})
    return {pk: button(context, slug, True) for pk, slug in given.values_list("practice", "practice__slug")}
