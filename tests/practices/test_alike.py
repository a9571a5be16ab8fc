"""What a title reminds of while it is written, and saying that a draft is a variant of it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from elo_portal.core import viewers
from elo_portal.core.models import AuditEntry
from practices.commands import moving, variants
from practices.models import Practice
from practices.queries.alike import alike
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, group
from tests.practices.factories import PracticeFactory, PracticeTextFactory
from tests.practices.writing import posted, url

pytestmark = pytest.mark.django_db
Visibility = Practice.Visibility


def viewer_of(person):
    return viewers.of_person(person.pk, now=NOW)


def found(title, *, person=None, language="fi", practice=None):
    viewer = viewer_of(person) if person else viewers.NOBODY
    return alike(title, language=language, viewer=viewer, now=NOW, practice=practice)


def titles(cards):
    return [one.title for one in cards]


def names(html):
    """Of the practices offered as originals."""
    return [part.split("</span>")[0] for part in html.split('Kuvaa oma muunnelmasi<span class="sr">: ')[1:]]


def test_a_title_reminds_of_what_shares_a_word_with_it_the_most_alike_first():
    PracticeFactory(text__title="Kirjastovartti aikuisille")
    PracticeFactory(text__title="Kesäleiri", text__summary="Leirillä soudetaan.")
    PracticeFactory(text__title="Ohjauskävely kirjastoon aikuisille maahanmuuttajille")

    assert titles(found("Ohjauskävelyt maahanmuuttajille ja kirjastovartti").cards) == [
        "Ohjauskävely kirjastoon aikuisille maahanmuuttajille",
        "Kirjastovartti aikuisille",
    ]


def test_three_at_most_are_named():
    for number in range(5):
        PracticeFactory(text__title=f"Kirjastovartti {number}")

    assert len(found("Kirjastovartti").cards) == 3


@pytest.mark.parametrize("title", ["", " ", "k", "-k-", "ja", "on se", "och för", "?!"])
def test_a_title_that_says_nothing_reminds_of_nothing(title, django_assert_max_num_queries):
    PracticeFactory(text__title="Kahvila ja kirjasto on se och för k")

    with django_assert_max_num_queries(0):
        assert found(title).cards == []


@pytest.mark.parametrize(
    ("language", "title", "typed"),
    [
        ("sv", "Kvällsvägledning i Vasa", "Kvällsvägledningen"),
        ("en", "Evening guidance by video", "Guidance evenings"),
    ],
)
def test_the_other_languages_are_read_in_their_own_way(language, title, typed):
    PracticeFactory(source_language=language, text__title=title)

    assert titles(found(typed, language=language).cards) == [title]


def test_drafts_of_anybody_are_no_answer(draft):
    PracticeFactory(submitted=True, text__title="Iltaohjaus metsässä")

    assert found("Iltaohjaus", person=draft.author).cards == []


@pytest.mark.parametrize(("visibility", "is_member"), [("network", False), ("group", True)])
def test_what_the_writer_may_not_see_is_not_named(visibility, is_member):
    organisation = {"member_of": OrganisationFactory()} if is_member else {}
    hidden = {"group": group()} if visibility == "group" else {}
    PracticeFactory(visibility=visibility, text__title="Iltaohjaus", **hidden)

    assert found("Iltaohjaus", person=PersonFactory(login=True, **organisation)).cards == []


def test_a_draft_is_not_offered_its_own_variants(draft):
    PracticeFactory(text__title="Iltaohjaus kirjastossa", based_on=draft)

    assert found("Iltaohjaus", person=draft.author, practice=draft).cards == []


def test_the_first_step_asks_whether_it_is_one_of_these(writer, draft):
    other = PracticeFactory(text__title="Iltaohjaus kirjastossa")

    html = writer.get(url(draft, 1)).content.decode()

    assert "Onko se jokin näistä?" in html
    assert names(html) == ["Iltaohjaus kirjastossa"]
    assert reverse("practices:detail", args=[other.slug]) in html
    assert other.owner.name in html
    assert "Onko se jokin näistä?" not in writer.get(url(draft, 2)).content.decode()


def test_in_another_language_its_own_title_is_asked(writer, draft):
    PracticeFactory(source_language="sv", text__title="Skogsvandring för unga")
    PracticeTextFactory(practice=draft, language="sv", title="Skogsvandring")

    assert names(writer.get(url(draft, 1, "?language=sv")).content.decode()) == ["Skogsvandring för unga"]
    assert names(writer.get(url(draft, 1)).content.decode()) == []


def test_a_published_practice_is_not_asked_what_it_is(signed_in):
    practice = PracticeFactory(text__title="Iltaohjaus", author=PersonFactory(login=True))
    PracticeFactory(text__title="Iltaohjaus kirjastossa")
    client = signed_in(practice.author) if practice.author.memberships.exists() else None
    client = client or signed_in(PersonFactory(login=True, member_of=practice.owner))

    assert client.get(url(practice, 1)).context_data["alike"] is None


def test_what_is_typed_is_answered_with_a_part_of_the_page(writer, draft):
    PracticeFactory(text__title="Kirjastovartti aikuisille")

    response = writer.get(
        reverse("practices:alike"), {"title": "Kirjastovartti", "language": "fi", "practice": draft.pk}
    )

    assert names(response.content.decode()) == ["Kirjastovartti aikuisille"]
    assert "<html" not in response.content.decode()


@pytest.mark.parametrize("practice", ["999999", "x"])
def test_a_draft_that_is_not_there_or_no_number_breaks_nothing(writer, practice):
    response = writer.get(reverse("practices:alike"), {"title": "Iltaohjaus", "practice": practice})

    assert response.status_code == (404 if practice.isdecimal() else 200)


def test_a_foreign_draft_tells_nothing_of_its_original(signed_in, draft):
    stranger = signed_in(PersonFactory(login=True, member_of=OrganisationFactory()))

    response = stranger.get(reverse("practices:alike"), {"title": "Iltaohjaus", "practice": draft.pk})

    assert response.status_code == 404


def test_without_a_script_the_button_saves_and_makes_it_a_variant(writer, draft):
    other = PracticeFactory(text__title="Iltaohjaus kirjastossa")
    sent = posted(writer, url(draft, 1), title="Iltaohjaus torilla", based_on=other.slug)

    response = writer.post(url(draft, 1), sent)

    draft.refresh_from_db()
    assert response["Location"] == f"{url(draft, 1)}#alike"
    assert (draft.based_on, draft.texts.get().title) == (other, "Iltaohjaus torilla")
    html = writer.get(url(draft, 1)).content.decode()
    assert "Se ei ole muunnelma" in html
    assert names(html) == []

    writer.post(url(draft, 1), posted(writer, url(draft, 1), based_on=""))

    draft.refresh_from_db()
    assert draft.based_on is None


def test_a_variant_can_be_begun_with_the_title_that_was_typed(signed_in):
    organisation = OrganisationFactory()
    other = PracticeFactory(text__title="Iltaohjaus kirjastossa")
    client = signed_in(PersonFactory(login=True, member_of=organisation))
    start = {"owner_id": organisation.pk, "language": "fi", "title": "Iltaohjaus"}

    again = client.post(reverse("practices:propose"), {**start, "owner_id": ""})
    client.post(reverse("practices:propose"), start | {"based_on": ["", other.slug]})

    assert names(again.content.decode()) == ["Iltaohjaus kirjastossa"]
    assert Practice.objects.get(status="draft").based_on == other


def test_an_original_that_is_gone_is_said_and_nothing_is_lost(writer, draft):
    gone = PracticeFactory(withdrawn=True, text__title="Iltaohjaus kirjastossa")
    sent = posted(writer, url(draft, 1), title="Iltaohjaus torilla", based_on=gone.slug)

    html = writer.post(url(draft, 1), sent, follow=True).content.decode()

    draft.refresh_from_db()
    assert "Sitä käytäntöä ei enää ole julkaistuna." in html
    assert (draft.based_on, draft.texts.get().title) == (None, "Iltaohjaus torilla")


def test_nothing_is_a_variant_of_its_own_variant(draft):
    near = PracticeFactory(based_on=draft)
    far = PracticeFactory(based_on=near)

    with pytest.raises(variants.VariantOfThis):
        variants.base_on(practice_id=draft.pk, original=far.slug, actor=viewer_of(draft.author), now=NOW)


def test_only_its_makers_say_what_it_is_a_variant_of(draft):
    stranger = viewer_of(PersonFactory(member_of=OrganisationFactory()))

    with pytest.raises(PermissionDenied):
        variants.base_on(practice_id=draft.pk, original="", actor=stranger, now=NOW)


@pytest.mark.parametrize("state", [{}, {"submitted": True}, {"withdrawn": True}])
def test_what_readers_or_reviewers_see_keeps_its_original(state):
    practice = PracticeFactory(**state)

    with pytest.raises(moving.NotPossibleNow):
        variants.base_on(practice_id=practice.pk, original="", actor=viewer_of(practice.author), now=NOW)


def test_that_it_is_a_variant_is_remembered_once(draft):
    other = PracticeFactory()
    for _ in range(2):
        variants.base_on(practice_id=draft.pk, original=other.slug, actor=viewer_of(draft.author), now=NOW)

    assert AuditEntry.objects.filter(action="practices.base_on", target_id=draft.pk).count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_typed_needs_the_same_queries_for_one_and_for_three(
    writer, draft, count, django_assert_num_queries
):
    for number in range(count):
        PracticeFactory(text__title=f"Iltaohjaus {number}")
    ask = {"title": "Iltaohjaus", "language": "fi", "practice": draft.pk}
    writer.get(reverse("practices:alike"), ask)

    # session, account, viewer; the draft; search, cards
    with django_assert_num_queries(6):
        writer.get(reverse("practices:alike"), ask)
