"""Every long text shows an example beside it, in all three languages."""

import pytest
from django.conf import settings
from django.utils import translation

from practices.fields import STEPS, TEXT_LENGTHS
from practices.forms.labels import EXAMPLES
from tests.practices.writing import url

LONG = {*(name for name in TEXT_LENGTHS), "steps"}


def test_every_text_has_an_example():
    assert LONG - EXAMPLES.keys() == set()


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_examples_are_written_in_each_language(name):
    said = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            said.add(str(EXAMPLES[name]))

    assert len(said) == len(settings.LANGUAGES)


@pytest.mark.django_db
@pytest.mark.parametrize("step", STEPS, ids=lambda step: str(step.number))
def test_the_page_shows_one_beside_each_text(writer, draft, step):
    html = writer.get(url(draft, step.number)).content.decode()

    assert html.count("Näytä esimerkki") == len(LONG & set(step.fields))
