"""Entries of the glossary for tests."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from members.models import GlossaryEntry, Wording, WordingText
from tests.factories import NOW
from tests.members.factories import PersonFactory


class GlossaryEntryFactory(DjangoModelFactory[GlossaryEntry]):
    class Meta:
        model = GlossaryEntry

    slug = factory.Sequence(lambda n: f"termi-{n}")
    created_at = NOW


class WordingFactory(DjangoModelFactory[Wording]):
    """The leading wording of a new entry, in Finnish and Swedish. `term=("etäohjaus", "distansvägledning")`."""

    class Meta:
        model = Wording
        skip_postgeneration_save = True

    entry = factory.SubFactory(GlossaryEntryFactory)
    language = "fi"
    is_leading = True
    proposed_by = factory.SubFactory(PersonFactory)
    at = NOW

    @factory.post_generation
    def term(obj: Wording, create: bool, extracted: tuple[str, str] | None, **_: Any) -> None:
        if create:
            fi, sv = extracted or (f"ohjaussana {obj.pk}", f"ledord {obj.pk}")
            for language, term in (("fi", fi), ("sv", sv)):
                WordingText.objects.create(wording=obj, language=language, term=term, definition=f"{term}.")
