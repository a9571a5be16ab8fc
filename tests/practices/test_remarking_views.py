"""Field by field: for reviewers; where it stands: for makers."""

from datetime import timedelta

import pytest
from django.urls import reverse

from practices.commands import drafts, review, submission
from practices.models import Remark
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, authority, viewer_of
from tests.practices.factories import (
    AssignmentFactory,
    PracticeFactory,
    RemarkFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return PersonFactory(login=True, coordinator_of=authority("04"))


@pytest.fixture
def judge(coordinator, signed_in):
    return signed_in(coordinator)


def fields(practice):
    return reverse("practices:fields", args=[practice.pk])


def standing(practice):
    return reverse("practices:standing", args=[practice.pk])


def owned(**options):
    author = PersonFactory(login=True)
    return PracticeFactory(submitted=True, author=author, **options)


def test_each_field_has_its_form_and_a_remark_leads_back_to_it(judge, coordinator):
    practice = PracticeFactory(submitted=True, text__need="Päivällä ei ehditty.")

    html = judge.get(fields(practice)).content.decode()
    response = judge.post(fields(practice), {"field": "need", "text": "Kuka ei ehtinyt?"})

    assert 'id="id_text_need"' in html
    assert "Päivällä ei ehditty." in html
    assert response["Location"] == f"{fields(practice)}#field-need"
    assert (Remark.objects.get().field, Remark.objects.get().author) == ("need", coordinator)


def test_an_empty_remark_is_told_beside_its_field(judge):
    practice = PracticeFactory(submitted=True)

    response = judge.post(fields(practice), {"field": "need", "text": "  "})

    assert response.status_code == 422
    assert list(response.context_data["form"].errors) == ["text"]
    assert [part.name for part in response.context_data["parts"] if part.form.is_bound] == ["need"]


def test_a_field_that_there_is_not_is_refused(judge):
    response = judge.post(fields(PracticeFactory(submitted=True)), {"field": "status", "text": "x"})

    assert response.status_code == 422
    assert not Remark.objects.exists()


def test_what_has_changed_since_is_marked(judge, coordinator):
    practice = PracticeFactory(draft=True)
    maker, actor = viewer_of(practice.author), viewer_of(coordinator)
    submission.submit(practice_id=practice.pk, actor=maker, now=NOW - timedelta(days=3))
    review.return_for_additions(
        practice_id=practice.pk, comment="Lisää.", actor=actor, now=NOW - timedelta(days=2)
    )
    drafts.save(
        practice_id=practice.pk, language="fi", values={"need": "Päivällä ei jaksettu."}, actor=maker, now=NOW
    )
    submission.submit(practice_id=practice.pk, actor=maker, now=NOW)

    response = judge.get(fields(practice))

    assert [row.field for row in response.context_data["changed"]] == ["need"]
    assert "<ins>jaksettu.</ins>" in response.content.decode()


@pytest.mark.parametrize("who", ["author", "far", "member", "reviewer"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_field_by_field_does_not_exist_for_those_who_do_not_review(signed_in, who, method):
    practice = owned()
    people = {
        "author": lambda: practice.author,
        "far": lambda: PersonFactory(login=True, coordinator_of=authority("08")),
        "member": lambda: PersonFactory(login=True, member_of=OrganisationFactory()),
        "reviewer": lambda: PersonFactory(login=True, is_reviewer=True),
    }

    response = getattr(signed_in(people[who]()), method)(fields(practice), {"field": "", "text": "x"})

    assert response.status_code == 404
    assert not Remark.objects.exists()


def test_one_of_the_two_national_reviewers_remarks_too(signed_in):
    assignment = AssignmentFactory(national=True)

    response = signed_in(assignment.reviewer).post(
        fields(assignment.practice), {"field": "results", "text": "Hyvin kerrottu."}
    )

    assert response.status_code == 302
    assert assignment.practice.remarks.get().author == assignment.reviewer


def test_settling_and_removing(judge, coordinator, signed_in):
    other, mine = RemarkFactory(), RemarkFactory(author=coordinator)

    judge.post(reverse("practices:settle_remark", args=[other.pk]))
    judge.post(reverse("practices:take_remark_back", args=[mine.pk]))
    foreign = judge.post(reverse("practices:take_remark_back", args=[other.pk]))
    stranger = signed_in(PersonFactory(login=True, member_of=OrganisationFactory()))

    other.refresh_from_db()
    assert (other.settled_at, foreign.status_code) == (NOW, 404)
    assert not Remark.objects.filter(pk=mine.pk).exists()
    assert stranger.post(reverse("practices:settle_remark", args=[other.pk])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_field_by_field_needs_the_same_queries_for_one_remark_and_for_three(
    judge, coordinator, count, django_assert_num_queries
):
    practice = PracticeFactory(submitted=True)
    RemarkFactory.create_batch(count, practice=practice, author=coordinator)

    # session, account, viewer; practice with all that belongs to it; the version before; remarks
    with django_assert_num_queries(6):
        judge.get(fields(practice))


def test_makers_see_who_has_it_and_until_when(signed_in):
    assignment = AssignmentFactory(practice=owned(), claimed=True)
    assignment.reviewer.first_name, assignment.reviewer.last_name = "Maija", "Mäkinen"
    assignment.reviewer.save()
    browser = signed_in(assignment.practice.author)

    pages = [
        browser.get(address).content.decode().replace("\N{NO-BREAK SPACE}", " ")
        for address in (
            standing(assignment.practice),
            reverse("practices:detail", args=[assignment.practice.slug]),
            reverse("practices:mine"),
        )
    ]

    for page in pages:
        assert "Käytäntöä arvioi Maija Mäkinen." in page
        assert "22.3.2026" in page


def test_makers_answer_each_remark(signed_in):
    remark = RemarkFactory(practice=owned())
    browser = signed_in(remark.practice.author)

    shown = browser.get(standing(remark.practice)).content.decode()
    waiting = browser.get(reverse("practices:mine")).content.decode()
    refused = browser.post(standing(remark.practice), {"remark": remark.pk, "text": ""})
    done = browser.post(standing(remark.practice), {"remark": remark.pk, "text": "Kyselystä."})

    remark.refresh_from_db()
    assert "Mistä tämä tiedetään?" in shown
    assert "1 kommentti odottaa vastaustasi" in waiting
    assert (refused.status_code, list(refused.context_data["form"].errors)) == (422, ["text"])
    assert done["Location"] == f"{standing(remark.practice)}#remark-{remark.pk}"
    assert remark.answer == "Kyselystä."


def test_a_remark_on_another_practice_is_not_answered_here(signed_in):
    practice, foreign = owned(), RemarkFactory()

    response = signed_in(practice.author).post(standing(practice), {"remark": foreign.pk, "text": "x"})

    assert response.status_code == 404
    assert Remark.objects.get().answer == ""


@pytest.mark.parametrize("who", ["judge", "member", "admin"])
def test_where_it_stands_is_for_makers_only(signed_in, who):
    practice = owned()
    people = {
        "judge": lambda: PersonFactory(login=True, coordinator_of=authority("04")),
        "member": lambda: PersonFactory(login=True, member_of=OrganisationFactory()),
        "admin": lambda: PersonFactory(login=True, is_admin=True),
    }

    assert signed_in(people[who]()).get(standing(practice)).status_code == 404


def test_remarks_stand_beside_their_fields_in_the_form(signed_in):
    author = PersonFactory(login=True)
    practice = PracticeFactory(returned=True, author=author)
    RemarkFactory(practice=practice, field="need", text="Kenen tarve?")
    RemarkFactory(practice=practice, field="results", text="Ei tällä sivulla.")
    browser = signed_in(author)

    html = browser.get(reverse("practices:edit", args=[practice.pk, 2])).content.decode()

    assert "Kenen tarve?" in html
    assert "Ei tällä sivulla." not in html


def test_what_was_typed_survives_the_end_of_the_session(client, signed_in, coordinator):
    practice = PracticeFactory(submitted=True)

    client.post(fields(practice), {"field": "need", "text": "Pitkä kommentti."})
    client.force_login(coordinator.account)
    html = client.get(fields(practice)).content.decode()

    assert "Pitkä kommentti." in html
