"""Rules of the library that the database cannot hold."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from elo_portal.core.models import SearchEntry
from practices.indexing import KIND
from practices.models import Practice, PracticeText


def broken() -> list[str]:
    """A line for each practice that breaks a rule. Four queries."""
    return list(_broken())


def _broken() -> Iterator[str]:
    own_text = PracticeText.objects.filter(practice=OuterRef("pk"), language=OuterRef("source_language"))
    for practice in Practice.objects.filter(~Exists(own_text)).order_by("pk"):
        yield f"practice {practice.pk} has no text in the language that it was written in"
    entries = SearchEntry.objects.filter(kind=KIND, object_id=OuterRef("pk"))
    for practice in Practice.objects.published().filter(~Exists(entries)).order_by("pk"):
        yield f"practice {practice.pk} is published and cannot be found"
    published = Practice.objects.published().filter(pk=OuterRef("object_id"))
    for entry in SearchEntry.objects.filter(~Exists(published), kind=KIND).order_by("pk"):
        yield f"practice {entry.object_id} can be found and is not published"
    public = Practice.objects.filter(pk=OuterRef("object_id"), visibility=Practice.Visibility.PUBLIC)
    for entry in SearchEntry.objects.filter(~Exists(public), kind=KIND, audience=0).order_by("pk"):
        yield f"practice {entry.object_id} is found by everybody and is not public"
