"""What an autosave tells the browser: whether it may let go of the text that it kept while the connection was lost."""

import json

import pytest
from django.test import Client

from practices.models import PracticeText
from tests.practices.writing import HTMX, posted, url

pytestmark = pytest.mark.django_db
STEP = 2


def told(response) -> set[str]:
    return set(json.loads(response.headers.get("HX-Trigger-After-Settle", "{}")))


def test_what_is_stored_may_be_forgotten(writer, draft):
    sent = posted(writer, url(draft, STEP), need="Uusi tarve")

    assert told(writer.post(url(draft, STEP), sent, **HTMX)) == {"draft:read", "draft:stored"}


def test_what_meets_the_text_of_another_stays_kept(writer, draft):
    sent = posted(writer, url(draft, STEP), need="Uusi tarve")
    PracticeText.objects.filter(practice=draft).update(need="Toisen tarve")

    assert told(writer.post(url(draft, STEP), sent, **HTMX)) == {"draft:read"}


def test_what_is_not_all_in_order_stays_kept(writer, draft):
    sent = posted(writer, url(draft, 3), started_on="eilen")

    assert told(writer.post(url(draft, 3), sent, **HTMX)) == {"draft:read"}


def test_what_is_sent_after_the_session_has_ended_stays_kept(writer, draft):
    sent = posted(writer, url(draft, STEP), need="Uusi tarve")

    assert told(Client().post(url(draft, STEP), sent, **HTMX)) == set()


def test_the_form_names_the_person_for_whom_the_browser_keeps_it(writer, draft):
    html = writer.get(url(draft, STEP, "?language=sv")).content.decode()

    assert f'data-kept="{draft.author_id}/{draft.pk}/{STEP}/sv"' in html
