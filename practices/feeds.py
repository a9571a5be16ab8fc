"""Practices as an Atom feed."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from elo_portal.core.addresses import absolute
from practices.models import Practice

BEGAN = 2026  # of the portal: tags name a moment at which the host name was ours


def atom(practices: Iterable[Practice], *, address: str, page: str) -> bytes:
    """`address`: of the feed itself; `page`: of the list. No query for those of `queries.exchange`."""
    language = get_language() or "fi"
    feed = Atom1Feed(
        title=_("Good practices – ELO-portaali"),
        link=page,
        feed_url=address,
        description="",
        subtitle=_("The latest publications in the library of the network of lifelong guidance"),
        language=language,
        feed_copyright="CC BY 4.0",
    )
    for one in practices:
        text = one.text
        feed.add_item(
            title=text.title,
            link=absolute("practices:detail", one.slug, language=language),
            description=text.summary,
            unique_id=permanent_id(one),
            author_name=one.owner.name,
            pubdate=one.published_at,
            updateddate=max(one.updated_at, one.published_at or one.updated_at),
            categories=[term.name for term in one.terms.all() if term.vocabulary == "theme"],
        )
    return str(feed.writeString("utf-8")).encode()


def permanent_id(practice: Practice) -> str:
    """The same in every language and for ever."""
    return f"tag:{urlsplit(settings.BASE_URL).hostname},{BEGAN}:practice/{practice.pk}"
