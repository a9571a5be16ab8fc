"""Comments in the network, thanks, questions to the makers alone."""

import pytest
from django.core import mail as outbox
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from elo_portal.core import mail
from elo_portal.core.models import AuditEntry, OutgoingMail
from practices.commands import conversations as commands
from practices.models import Comment, Enquiry, Practice, Thanks
from practices.queries import conversations as queries
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, authority, viewer_of
from tests.practices.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice():
    return PracticeFactory(text__title="Iltaohjaus")


@pytest.fixture
def reader():
    return PersonFactory(member_of=OrganisationFactory(name_fi="Kainuun Ohjaamo"), login=True)


def say(practice, person, text="Miten sovitte illoista?", **options):
    return commands.comment(practice_id=practice.pk, text=text, actor=viewer_of(person), now=NOW, **options)


def ask(practice, person, text="Paljonko aikaa menee?"):
    return commands.ask(practice_id=practice.pk, text=text, actor=viewer_of(person), now=NOW)


def mailed(kind):
    return set(OutgoingMail.objects.filter(kind=kind).values_list("recipient_id", flat=True))


def test_a_comment_bears_name_and_organisation_and_reaches_the_makers(practice, reader):
    said = say(practice, reader, "  Miten sovitte illoista? ")

    assert (said.text, said.author, said.organisation.name_fi) == (
        "Miten sovitte illoista?", reader, "Kainuun Ohjaamo",
    )  # fmt: skip
    assert mailed("practices.commented") == {practice.author_id}
    assert AuditEntry.objects.filter(action="practices.comment", target_id=said.pk).exists()


def test_an_answer_reaches_whoever_is_answered(practice, reader):
    said = say(practice, reader)

    say(practice, practice.author, "Vuorolistalla.", answer_to=said.pk)

    assert reader.pk in mailed("practices.commented")
    thread = queries.threads(practice)[0]
    assert [one.text for one in thread.answers] == ["Vuorolistalla."]


def test_answers_are_one_level_deep(practice, reader):
    answer = say(practice, practice.author, answer_to=say(practice, reader).pk)

    with pytest.raises(commands.NoAnswerToThis):
        say(practice, reader, answer_to=answer.pk)


@pytest.mark.parametrize("text", ["", "   ", "\u202e"])
def test_a_comment_says_something(practice, reader, text):
    with pytest.raises(commands.NothingSaid):
        say(practice, reader, text)


def test_those_outside_the_network_do_not_comment(practice):
    with pytest.raises(PermissionDenied):
        say(practice, PersonFactory())


def test_what_one_does_not_see_one_does_not_comment(reader):
    with pytest.raises(Practice.DoesNotExist):
        say(PracticeFactory(submitted=True), reader)


def test_a_removed_comment_leaves_its_place_only_under_answers(practice, reader):
    said = say(practice, reader)
    alone = say(practice, reader, "Toinen.")
    say(practice, practice.author, "Vastaus.", answer_to=said.pk)

    for one in (said, alone):
        commands.remove_comment(comment_id=one.pk, actor=viewer_of(reader), now=NOW)

    assert [one.comment for one in queries.threads(practice)] == [said]


def test_a_judge_removes_and_a_stranger_does_not(practice, reader):
    said = say(practice, reader)
    with pytest.raises(PermissionDenied):
        commands.remove_comment(
            comment_id=said.pk, actor=viewer_of(PersonFactory(member_of=OrganisationFactory())), now=NOW
        )

    commands.remove_comment(
        comment_id=said.pk, actor=viewer_of(PersonFactory(coordinator_of=authority("04"))), now=NOW
    )

    assert Comment.objects.get().removed_at == NOW


def test_no_mail_leaves_about_a_comment_that_is_gone(practice, reader):
    said = say(practice, reader)
    commands.remove_comment(comment_id=said.pk, actor=viewer_of(reader), now=NOW)

    mail.deliver(now=NOW)

    assert outbox.outbox == []


def test_thanks_are_given_once_and_taken_back(practice, reader):
    viewer = viewer_of(reader)

    assert commands.thank(practice_id=practice.pk, actor=viewer, now=NOW) is True
    assert Thanks.objects.count() == 1
    assert commands.thank(practice_id=practice.pk, actor=viewer, now=NOW) is False
    assert Thanks.objects.count() == 0


def test_makers_do_not_thank_themselves(practice):
    with pytest.raises(PermissionDenied):
        commands.thank(practice_id=practice.pk, actor=viewer_of(practice.author), now=NOW)


def test_a_question_reaches_the_contact_person_without_an_address(practice, reader):
    ask(practice, reader)
    mail.deliver(now=NOW)

    message = next(one for one in outbox.outbox if one.to == [practice.contact.email])
    assert "Paljonko aikaa menee?" in message.body
    assert reader.name in message.body
    assert reader.email not in message.body
    assert reader.email not in message.alternatives[0].content


def test_a_question_goes_to_the_contact_persons_of_the_owner_when_the_makers_have_left(practice, reader):
    contact = PersonFactory(contact_of=practice.owner)
    practice.author.is_active = False
    practice.author.save()

    ask(practice, reader)

    assert mailed("practices.asked") == {contact.pk}


def test_with_nobody_to_answer_the_question_is_refused(practice, reader):
    practice.author.is_active = False
    practice.author.save()

    with pytest.raises(commands.NobodyToAsk):
        ask(practice, reader)
    assert not Enquiry.objects.exists()


def test_the_first_answer_counts_and_reaches_whoever_asked(practice, reader):
    enquiry = ask(practice, reader)
    maker = viewer_of(practice.author)

    commands.answer(enquiry_id=enquiry.pk, text="Tunti.", actor=maker, now=NOW)
    with pytest.raises(commands.AnsweredAlready):
        commands.answer(enquiry_id=enquiry.pk, text="Kaksi.", actor=maker, now=NOW)

    enquiry.refresh_from_db()
    assert enquiry.answer == "Tunti."
    assert mailed("practices.answered") == {reader.pk}


def test_only_makers_answer(practice, reader):
    with pytest.raises(PermissionDenied):
        commands.answer(enquiry_id=ask(practice, reader).pk, text="Tunti.", actor=viewer_of(reader), now=NOW)


def test_discussion_is_a_page_of_the_network(client, signed_in, practice, reader):
    address = reverse("practices:discussion", args=[practice.slug])

    assert client.get(address).status_code == 302
    assert signed_in(PersonFactory(login=True)).get(address).status_code == 404
    assert signed_in(reader).get(address).status_code == 200


def test_a_comment_is_sent_and_shown_as_plain_text(signed_in, practice, reader):
    browser = signed_in(reader)
    address = reverse("practices:discussion", args=[practice.slug])

    response = browser.post(address, {"text": "<b>Hei</b>"}, follow=True)

    assert "&lt;b&gt;Hei&lt;/b&gt;" in response.content.decode()


def test_an_empty_comment_is_refused_beside_its_field(signed_in, practice, reader):
    response = signed_in(reader).post(reverse("practices:discussion", args=[practice.slug]), {"text": ""})

    assert response.status_code == 422
    assert "text" in response.context_data["form"].errors


def test_a_question_is_seen_by_both_sides_and_by_nobody_else(signed_in, practice, reader):
    address = reverse("practices:enquiry", args=[ask(practice, reader).pk])
    maker = PersonFactory(login=True, member_of=practice.owner)
    stranger = PersonFactory(login=True, member_of=OrganisationFactory())

    assert [signed_in(one).get(address).status_code for one in (reader, maker, stranger)] == [200, 200, 404]


@pytest.mark.parametrize("count", [1, 3])
def test_a_discussion_needs_the_same_queries_for_one_comment_and_for_three(
    signed_in, practice, reader, count, django_assert_num_queries
):
    for number in range(count):
        said = say(practice, reader, f"Kommentti {number}")
        say(practice, practice.author, "Vastaus", answer_to=said.pk)
    browser = signed_in(reader)

    # session, account, person with roles; practice with all that a card needs; comments
    with django_assert_num_queries(5):
        response = browser.get(reverse("practices:discussion", args=[practice.slug]))

    assert len(response.context_data["threads"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_questions_need_the_same_queries_for_one_and_for_three(
    signed_in, reader, count, django_assert_num_queries
):
    for _number in range(count):
        ask(PracticeFactory(), reader)
    browser = signed_in(reader)

    # session, account, person with roles; questions, texts
    with django_assert_num_queries(5):
        response = browser.get(reverse("practices:enquiries"))

    assert len(response.context_data["rows"]) == count
