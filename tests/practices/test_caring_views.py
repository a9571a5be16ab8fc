"""The pages that keep a practice in order: still valid, authors, translations; what readers see of it."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation

from elo_portal.core import mail
from elo_portal.core.models import AuditEntry
from practices.commands import freshness
from practices.models import Practice
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, authority
from tests.practices.factories import LONG_AGO, PracticeFactory, PracticeTextFactory
from tests.practices.writing import HTMX, field_errors, posted, url

pytestmark = pytest.mark.django_db
Status = Practice.Status


@pytest.fixture(autouse=True)
def _finnish():
    cache.clear()
    with translation.override("fi"):
        yield


def maker_of(practice):
    return PersonFactory(login=True, member_of=practice.owner)


def fresh_url(practice):
    return reverse("practices:fresh", args=[practice.slug])


def page(client, practice, language="fi"):
    with translation.override(language):
        return client.get(reverse("practices:detail", args=[practice.slug])).content.decode()


def test_the_addresses_are_in_the_readers_language():
    practice = PracticeFactory()

    assert fresh_url(practice) == f"/fi/kaytannot/{practice.slug}/ajantasalla/"
    with translation.override("sv"):
        assert fresh_url(practice) == f"/sv/praxis/{practice.slug}/aktuell/"


def test_the_mail_leads_to_a_page_with_one_button(signed_in):
    practice = PracticeFactory(published_at=NOW - timedelta(days=400), text__title="Iltaohjaus")
    freshness.keep_fresh(now=NOW)
    mail.deliver(now=NOW)

    (message,) = outbox.outbox
    assert message.subject == "Onko tämä käytäntö yhä ajan tasalla? Iltaohjaus"
    assert f"http://localhost:8000{fresh_url(practice)}" in message.body
    assert "1.5.2026" in message.body  # from when on readers are warned
    assert "2.3.2027" in message.body  # when it leaves the library


def test_opening_the_link_changes_nothing_and_the_button_confirms(signed_in):
    practice = PracticeFactory(flagged=True)
    client = signed_in(maker_of(practice))

    assert client.get(fresh_url(practice)).status_code == 200
    practice.refresh_from_db()
    assert practice.is_flagged

    response = client.post(fresh_url(practice), {"answer": "confirm"})

    practice.refresh_from_db()
    assert response.url == reverse("practices:detail", args=[practice.slug])
    assert (practice.confirmed_at, practice.is_flagged) == (NOW, False)


def test_who_is_signed_out_signs_in_first(client):
    practice = PracticeFactory(flagged=True)

    response = client.get(fresh_url(practice))

    assert response.status_code == 302
    assert response.url.endswith(f"?next={fresh_url(practice)}")


def test_the_page_does_not_exist_for_strangers(signed_in):
    practice = PracticeFactory(flagged=True)
    stranger = signed_in(PersonFactory(login=True, member_of=OrganisationFactory()))
    coordinator = signed_in(PersonFactory(login=True, coordinator_of=authority("04")))

    assert stranger.get(fresh_url(practice)).status_code == 404
    assert stranger.post(fresh_url(practice), {"answer": "confirm"}).status_code == 404
    assert coordinator.get(fresh_url(practice)).status_code == 200


def test_an_archived_practice_is_brought_back_with_one_button(signed_in):
    practice = PracticeFactory(archived=True, asked_at=LONG_AGO)
    client = signed_in(maker_of(practice))

    assert "Palauta näkyviin" in client.get(fresh_url(practice)).content.decode()
    client.post(fresh_url(practice), {"answer": "renew"})

    practice.refresh_from_db()
    assert practice.status == Status.PUBLISHED


def test_an_old_page_confirms_nothing_that_is_archived_by_now(signed_in):
    practice = PracticeFactory(archived=True)

    signed_in(maker_of(practice)).post(fresh_url(practice), {"answer": "confirm"}, follow=True)

    practice.refresh_from_db()
    assert (practice.status, practice.confirmed_at) == (Status.ARCHIVED, None)


def test_what_is_withdrawn_has_nothing_to_confirm(signed_in):
    practice = PracticeFactory(withdrawn=True)

    response = signed_in(maker_of(practice)).get(fresh_url(practice))

    assert response.url == reverse("practices:detail", args=[practice.slug])


def test_readers_see_what_is_flagged_archived_or_an_idea(client):
    flagged, archived = PracticeFactory(flagged=True), PracticeFactory(archived=True)
    idea, plain = PracticeFactory(maturity=1), PracticeFactory()

    assert "Ajantasaisuus vahvistamatta" in page(client, flagged)
    html = page(client, archived)
    assert "Arkistoitu" in html
    assert '<meta name="robots" content="noindex">' in html
    assert "Tätä ei ole vielä kokeiltu." in page(client, idea)
    assert not any(
        word in page(client, plain) for word in ("vahvistamatta", "Arkistoitu", "ei ole vielä kokeiltu")
    )


def test_lists_mark_what_is_flagged_or_an_idea_and_leave_out_what_is_archived(client):
    PracticeFactory(flagged=True, text__title="Vanha")
    PracticeFactory(maturity=1, text__title="Uusi")
    PracticeFactory(archived=True, text__title="Arkisto")

    html = client.get(reverse("practices:list")).content.decode()

    assert (html.count("Ajantasaisuus vahvistamatta"), "Vanha" in html, "Arkisto" in html) == (1, True, False)
    assert "#i-lightbulb" in html


def test_the_sitemap_leaves_out_what_is_archived(client):
    shown, archived = PracticeFactory(), PracticeFactory(archived=True)

    xml = client.get("/sitemap.xml").content.decode()

    assert (f"/{shown.slug}/" in xml, f"/{archived.slug}/" in xml) == (True, False)


def test_an_outdated_translation_says_so_and_is_shown(client, signed_in):
    practice = PracticeFactory(text__updated_at=NOW - timedelta(days=2), text__title="Iltaohjaus")
    PracticeTextFactory(practice=practice, language="sv", title="Kvällsvägledning", updated_at=LONG_AGO)

    swedish = page(client, practice, "sv")

    assert "Översättningen är föråldrad" in swedish
    assert "Kvällsvägledning" in swedish
    assert "stämmer fortfarande" not in swedish
    assert "Översättningen stämmer fortfarande" in page(signed_in(maker_of(practice)), practice, "sv")


def test_the_button_says_that_the_translation_matches(client, signed_in):
    practice = PracticeFactory(text__updated_at=NOW - timedelta(days=2))
    PracticeTextFactory(practice=practice, language="sv", updated_at=LONG_AGO)
    address = reverse("practices:check_translation", args=[practice.pk, "sv"])
    stranger = signed_in(PersonFactory(login=True, member_of=OrganisationFactory()))
    maker = signed_in(maker_of(practice))

    assert stranger.post(address).status_code == 404
    assert maker.get(address).status_code == 405
    assert maker.post(reverse("practices:check_translation", args=[practice.pk, "fi"])).status_code == 404
    assert maker.post(address).status_code == 302

    assert practice.texts.get(language="sv").checked_at == NOW


def test_the_form_marks_the_source_and_the_outdated_version(writer, draft):
    draft.texts.update(updated_at=NOW - timedelta(days=2))
    PracticeTextFactory(practice=draft, language="sv", title="Kvällsvägledning", updated_at=LONG_AGO)

    html = writer.get(url(draft, 1, "?language=sv")).content.decode()

    assert "(alkukieli)" in html
    assert "(vanhentunut)" in html
    assert "Käännös on vanhentunut" in html


def test_my_practices_tell_what_is_asked_outdated_and_archived(writer, draft):
    PracticeFactory(owner=draft.owner, author=draft.author, flagged=True)
    PracticeFactory(owner=draft.owner, author=draft.author, archived=True)
    draft.texts.update(updated_at=NOW - timedelta(days=2))
    PracticeTextFactory(practice=draft, language="sv", updated_at=LONG_AGO)

    html = writer.get(reverse("practices:mine")).content.decode()

    assert "Käännös vanhentunut (ruotsi): alkukielinen teksti muuttui 28.2." in html
    assert "Ajantasaisuus vahvistamatta" in html
    assert "Palauta näkyviin" in html


def test_a_co_author_is_named_and_removed_in_the_browser(writer, draft):
    person = PersonFactory(member_of=draft.owner)
    address = reverse("practices:co_authors", args=[draft.pk])

    writer.post(address, {"person_id": person.pk})
    assert list(draft.co_authors.all()) == [person]
    assert person.name in writer.get(address).content.decode()

    writer.post(address, {"remove": person.pk})
    assert not draft.co_authors.exists()


@pytest.mark.parametrize("person_id", ["", "0", "999999", "x"])
def test_nobody_else_can_be_chosen(writer, draft, person_id):
    response = writer.post(reverse("practices:co_authors", args=[draft.pk]), {"person_id": person_id})

    assert response.status_code == 422
    assert list(response.context_data["form"].errors) == ["person_id"]


@pytest.mark.parametrize("remove", ["", "x", "999999"])
def test_to_remove_nobody_changes_nothing(writer, draft, remove):
    assert (
        writer.post(reverse("practices:co_authors", args=[draft.pk]), {"remove": remove}).status_code == 302
    )


def test_the_page_of_the_authors_is_for_makers(draft, signed_in):
    address = reverse("practices:co_authors", args=[draft.pk])
    stranger = signed_in(PersonFactory(login=True, member_of=OrganisationFactory()))

    assert stranger.get(address).status_code == 404
    assert stranger.post(address, {"person_id": "1"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_the_authors_needs_the_same_queries(signed_in, draft, count, django_assert_num_queries):
    for _ in range(count):
        draft.co_authors.add(PersonFactory(member_of=draft.owner))
        PersonFactory(member_of=draft.owner)
    client = signed_in(draft.author)
    address = reverse("practices:co_authors", args=[draft.pk])
    client.get(address)

    # session, account, viewer; practice with all that belongs to it;
    # partners for the choice, people, partners again, memberships; co-authors
    with django_assert_num_queries(9):
        client.get(address)


def test_the_licence_is_chosen_and_shown_with_its_address(client, writer, draft):
    assert "licence" in writer.get(url(draft, 6)).context_data["draft"].form.fields
    writer.post(url(draft, 6), posted(writer, url(draft, 6), licence="CC0 1.0"))
    draft.refresh_from_db()
    assert draft.licence == "CC0 1.0"

    html = page(client, PracticeFactory(licence="CC BY-SA 4.0"))

    assert 'href="https://creativecommons.org/licenses/by-sa/4.0/"' in html


@pytest.mark.parametrize(("licence", "errors"), [("Omat", {"licence"}), ("", set())])
def test_only_a_known_licence_is_stored(writer, draft, licence, errors):
    response = writer.post(url(draft, 6), posted(writer, url(draft, 6), licence=licence))

    draft.refresh_from_db()
    assert draft.licence == "CC BY 4.0"
    assert (set(field_errors(response)) if errors else set()) == errors


def test_what_looks_personal_is_said_beside_its_field_and_while_writing(writer, draft):
    values = posted(writer, url(draft, 2), need="Soita 040 123 4567.")

    autosaved = writer.post(url(draft, 2), values, **HTMX).content.decode()
    shown = writer.get(url(draft, 2)).content.decode()

    for html in (autosaved, shown):
        assert "Tämä näyttää puhelinnumerolta: <b>040 123 4567</b>" in html
    assert draft.texts.get().need == "Soita 040 123 4567."


def test_what_looks_personal_is_submitted_only_after_a_look(writer, draft):
    draft.texts.update(need="Soita 040 123 4567.")
    values = posted(writer, url(draft, 6), go="submit")

    refused = writer.post(url(draft, 6), values, follow=True)
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT
    assert "Olen tarkistanut nämä" in refused.content.decode()

    writer.post(url(draft, 6), values | {"has_checked": "on"})
    draft.refresh_from_db()
    assert draft.status == Status.SUBMITTED
    assert AuditEntry.objects.get(action="practices.check_personal_data").fields == ["need.fi"]


def test_the_reviewer_sees_what_looks_personal(signed_in):
    practice = PracticeFactory(submitted=True, text__need="Soita 040 123 4567.")
    coordinator = signed_in(PersonFactory(login=True, coordinator_of=authority("04")))

    html = coordinator.get(reverse("practices:review", args=[practice.pk])).content.decode()

    assert "Tämä näyttää puhelinnumerolta: <b>040 123 4567</b>" in html


def test_an_idea_needs_less(writer, draft):
    draft.terms.remove(*draft.terms.filter(vocabulary="sector"))
    draft.texts.update(description="", core_parts="", adaptable_parts="", results="")
    Practice.objects.filter(pk=draft.pk).update(maturity=1, kind=None, evidence_level=None)

    assert writer.get(url(draft, 6)).context_data["draft"].missing == []
    writer.post(url(draft, 6), posted(writer, url(draft, 6), go="submit"))

    draft.refresh_from_db()
    assert draft.status == Status.SUBMITTED


@pytest.mark.parametrize("field", ["title", "summary", "need"])
def test_an_idea_needs_its_words(writer, draft, field):
    draft.texts.update(**{field: ""})
    Practice.objects.filter(pk=draft.pk).update(maturity=1)

    assert [one.field for one in writer.get(url(draft, 6)).context_data["draft"].missing] == [field]


def test_the_desk_leads_to_what_nobody_answers_for(signed_in):
    practice = PracticeFactory(flagged=True, text__title="Iltaohjaus")
    PracticeFactory(contact=None, text__title="Yksin")
    client = signed_in(PersonFactory(login=True, coordinator_of=authority("04")))

    html = client.get(reverse("pages:desk")).content.decode()

    assert f'href="{fresh_url(practice)}"' in html
    assert "Käytännöllä ei ole yhteyshenkilöä" in html


def test_my_page_asks_too(signed_in):
    practice = PracticeFactory(asked=True)

    html = signed_in(maker_of(practice)).get(reverse("pages:me")).content.decode()

    assert f'href="{fresh_url(practice)}"' in html


def test_what_looks_personal_is_said_in_plain_words_after_saving(writer, draft):
    values = posted(writer, url(draft, 2), need="Soita 040 123 4567.")

    html = writer.post(url(draft, 2), values, follow=True).content.decode()

    assert "Mihin tarpeeseen käytäntö vastaa? – Tämä näyttää puhelinnumerolta: 040 123 4567" in html
