"""Two people at one draft: neither text is lost."""

import pytest
from django.contrib.messages import get_messages

from practices.commands import drafts
from tests.factories import NOW
from tests.members.factories import (
    PersonFactory,
    viewer_of,
)
from tests.practices.writing import HTMX, field_errors, posted, url

pytestmark = pytest.mark.django_db


def others_write(draft, **values):
    colleague = PersonFactory(member_of=draft.owner)
    drafts.save(practice_id=draft.pk, language="fi", values=values, actor=viewer_of(colleague), now=NOW)
    return colleague


def test_the_second_of_two_is_shown_both_texts_and_may_save_then(writer, draft):
    address = url(draft, 2)
    data = posted(writer, address, need="Minun tarpeeni")
    others_write(draft, need="Toisen tarve")

    told = writer.post(address, data)
    html = told.content.decode()

    assert told.status_code == 422
    assert set(field_errors(told)) == {"need"}
    assert "Minun tarpeeni" in html
    assert '<p class="pre">Toisen tarve</p>' in html
    assert draft.texts.get().need == "Toisen tarve"

    writer.post(address, data | {"seen": told.context_data["draft"].form["seen"].value()})
    assert draft.texts.get().need == "Minun tarpeeni"


def test_what_only_others_changed_stays_and_is_named(writer, draft):
    address = url(draft, 2)
    data = posted(writer, address, description="Minun kuvaukseni")
    others_write(draft, need="Toisen tarve")

    response = writer.post(address, data)

    text = draft.texts.get()
    assert (text.need, text.description) == ("Toisen tarve", "Minun kuvaukseni")
    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        "Muut ovat sillä välin muuttaneet kohtia: Mihin tarpeeseen käytäntö vastaa?. Heidän tekstinsä säilyi."
    ]


def test_autosave_over_somebody_elses_text_is_not_saved_and_told(writer, draft):
    address = url(draft, 2)
    data = posted(writer, address, need="Minun tarpeeni")
    others_write(draft, need="Toisen tarve")

    html = writer.post(address, data, **HTMX).content.decode()

    assert "Ei tallennettu" in html
    assert (
        'name="seen"' not in html
    )  # nobody has seen the other text yet: the next save must not overwrite it
    assert draft.texts.get().need == "Toisen tarve"


def test_the_page_tells_who_else_has_written(writer, draft):
    colleague = others_write(draft, need="Toisen tarve")

    assert colleague.name in writer.get(url(draft, 1)).content.decode()
