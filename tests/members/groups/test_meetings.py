"""Meetings: told of once, answered, minuted, decided in, locked."""

from datetime import timedelta

import icalendar
import pytest
from django.core import mail as outbox
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from elo_portal.core import mail
from members import meeting_calendar
from members.commands.groups import meetings as commands
from members.commands.groups import minutes as minutes_commands
from members.models import Attendance, Decision, MeetingAnswer, Person, Seat
from tests.factories import NOW
from tests.members.factories import (
    TODAY,
    MeetingFactory,
    OrganisationFactory,
    PersonFactory,
    SeatFactory,
    authority,
    group,
    viewer_of,
)
from tests.members.racing import second_while_first_is_open

pytestmark = pytest.mark.django_db
SOON = NOW + timedelta(days=10)
FollowUp = Decision.FollowUp


@pytest.fixture
def chair():
    return viewer_of(PersonFactory(seat_in=group(), seat_role="chair"))


@pytest.fixture
def coming():
    return MeetingFactory(starts_at=SOON)


@pytest.fixture
def held():
    return MeetingFactory(minutes="Keskusteltiin.")


def fields(**more):
    values = {
        "title": "Syyskokous",
        "starts_at": SOON,
        "ends_at": SOON + timedelta(hours=2),
        "place": "Tampere",
    }
    return commands.MeetingFields(**values | more)


def sent():
    """(to whom, subject) of what has left since the last time."""
    mail.deliver(now=NOW)
    found = [(one.to[0], one.subject) for one in outbox.outbox]
    outbox.outbox.clear()
    return found


def viewer_email(viewer):
    return Person.objects.get(pk=viewer.person_id).email


def decision(**more):
    return minutes_commands.DecisionFields(**{"text": "Sovittiin."} | more)


def decide(actor, meeting, **more):
    return minutes_commands.decide(meeting_id=meeting.pk, values=decision(**more), actor=actor, now=NOW)


def test_the_invitation_goes_once_to_seats_and_deputies_in_their_language(chair):
    holder, deputy = PersonFactory(language="sv"), PersonFactory()
    SeatFactory(person=holder, deputy=deputy)
    SeatFactory(person=PersonFactory(), ends_on=TODAY)
    PersonFactory(seat_in=group("pohjanmaa"))
    meeting = commands.plan(group_id=group().pk, values=fields(), actor=chair, now=NOW)
    assert sent() == []

    commands.invite(meeting_id=meeting.pk, actor=chair, now=NOW)
    told = dict(sent())
    assert len(told) == 3
    assert told[holder.email] == "Inbjudan: Syyskokous"
    assert told[deputy.email] == "Kutsu: Syyskokous"
    with pytest.raises(commands.InvitedAlready):
        commands.invite(meeting_id=meeting.pk, actor=chair, now=NOW)


def test_moved_twice_and_cancelled_it_is_told_in_one_mail(chair, coming):
    commands.change(meeting_id=coming.pk, values=fields(place="Nokia"), actor=chair, now=NOW)
    assert sent() == []  # nobody was invited yet

    commands.invite(meeting_id=coming.pk, actor=chair, now=NOW)
    assert [subject for _to, subject in sent()] == ["Kutsu: Syyskokous"]
    for place in ("Lempäälä", "Kangasala"):
        commands.change(meeting_id=coming.pk, values=fields(place=place), actor=chair, now=NOW)
    assert [subject for _to, subject in sent()] == ["Muuttunut: Syyskokous"]
    commands.change(meeting_id=coming.pk, values=fields(place="Kangasala"), actor=chair, now=NOW)
    assert sent() == []  # nothing changed

    commands.cancel(meeting_id=coming.pk, actor=chair, now=NOW)
    assert [subject for _to, subject in sent()] == ["Peruttu: Syyskokous"]
    with pytest.raises(commands.MeetingCancelled):
        commands.change(meeting_id=coming.pk, values=fields(), actor=chair, now=NOW)


def test_whoever_sits_in_it_on_the_day_is_invited_and_may_open_it(chair, coming, client):
    later = PersonFactory(login=True)
    SeatFactory(person=later, starts_on=TODAY + timedelta(days=5))

    commands.invite(meeting_id=coming.pk, actor=chair, now=NOW)

    assert later.email in dict(sent())
    client.force_login(later.account)
    for name in ("group_meeting", "group_meeting_calendar"):
        assert client.get(reverse(f"members:{name}", args=["pirkanmaa", coming.pk])).status_code == 200
    assert client.get(reverse("members:group_meetings", args=["pirkanmaa"])).status_code == 404


def test_moved_beyond_a_term_those_who_knew_of_it_are_told(chair, coming):
    ending = PersonFactory()
    SeatFactory(person=ending, ends_on=TODAY + timedelta(days=20))
    commands.invite(meeting_id=coming.pk, actor=chair, now=NOW)
    sent()
    moved = fields(starts_at=SOON + timedelta(days=30), ends_at=SOON + timedelta(days=30, hours=2))

    commands.change(meeting_id=coming.pk, values=moved, actor=chair, now=NOW)

    assert dict(sent())[ending.email] == "Muuttunut: Syyskokous"


def test_a_meeting_that_was_not_held_is_announced_anew(chair, coming):
    commands.invite(meeting_id=coming.pk, actor=chair, now=NOW)
    sent()
    later = SOON + timedelta(days=7)
    again = fields(starts_at=later, ends_at=later + timedelta(hours=2))

    commands.change(meeting_id=coming.pk, values=again, actor=chair, now=SOON + timedelta(days=1))

    mail.deliver(now=SOON + timedelta(days=1, minutes=1))
    assert [one.subject for one in outbox.outbox][-1] == "Muuttunut: Syyskokous"


def test_a_day_with_decisions_stays(chair, coming):
    Decision.objects.create(
        group=group(), meeting=coming, year=coming.starts_at.year, number=1, text="Näin.", language="fi",
        decided_on=coming.starts_at.date(),
    )  # fmt: skip
    other_day = fields(starts_at=SOON + timedelta(days=1), ends_at=SOON + timedelta(days=1, hours=2))

    with pytest.raises(commands.HeldAlready):
        commands.change(meeting_id=coming.pk, values=other_day, actor=chair, now=NOW)
    commands.change(meeting_id=coming.pk, values=fields(place="Nokia"), actor=chair, now=NOW)


def test_who_has_left_the_group_before_the_mail_leaves_gets_none(chair, coming):
    seat = SeatFactory(person=PersonFactory())
    commands.invite(meeting_id=coming.pk, actor=chair, now=NOW)
    Seat.objects.filter(pk=seat.pk).update(ends_on=TODAY - timedelta(days=1))
    assert [to for to, _subject in sent()] == [viewer_email(chair)]


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"place": " "}, commands.NowhereToGo),
        ({"ends_at": SOON}, commands.EndsTooEarly),
    ],
)
def test_a_meeting_that_cannot_be_held_is_refused(chair, wrong, refusal):
    with pytest.raises(refusal):
        commands.plan(group_id=group().pk, values=fields(**wrong), actor=chair, now=NOW)


def test_the_last_answer_counts_and_only_the_invited_answer(chair, coming):
    for said in ("comes", "deputy"):
        commands.answer(meeting_id=coming.pk, answer=said, actor=chair, now=NOW)
    assert MeetingAnswer.objects.get().answer == "deputy"
    outsider = viewer_of(PersonFactory(coordinator_of=authority("04")))
    with pytest.raises(PermissionDenied):
        commands.answer(meeting_id=coming.pk, answer="comes", actor=outsider, now=NOW)
    with pytest.raises(commands.MeetingOver):
        commands.answer(meeting_id=coming.pk, answer="comes", actor=chair, now=SOON + timedelta(days=1))


def test_minutes_say_who_was_there_and_for_whom(chair, held):
    organisation = OrganisationFactory()
    holder, deputy, stranger = PersonFactory(), PersonFactory(), PersonFactory()
    seat = SeatFactory(organisation=organisation, person=holder, deputy=deputy)
    for person in (holder, deputy):
        minutes_commands.write(
            meeting_id=held.pk, text="Uusi", present={seat.pk: person.pk}, actor=chair, now=NOW
        )
    attendance = Attendance.objects.get()
    assert (attendance.person, attendance.seat, attendance.is_deputy) == (deputy, seat, True)
    with pytest.raises(minutes_commands.NotInTheSeat):
        minutes_commands.write(
            meeting_id=held.pk, text="Uusi", present={seat.pk: stranger.pk}, actor=chair, now=NOW
        )


def test_decisions_are_numbered_within_the_year_and_the_group(chair, held):
    last_year = MeetingFactory(starts_at=NOW - timedelta(days=200))
    elsewhere = MeetingFactory(group=group("pohjanmaa"))
    admin = viewer_of(PersonFactory(is_admin=True))
    made = [decide(admin, one) for one in (held, held, last_year, elsewhere)]
    assert [str(one) for one in made] == ["1/2026", "2/2026", "1/2025", "1/2026"]


def test_a_follow_up_needs_somebody_of_the_group(chair, held):
    with pytest.raises(minutes_commands.FollowerNeeded):
        decide(chair, held, follow_up=FollowUp.OPEN)
    with pytest.raises(PermissionDenied):
        decide(chair, held, follower_id=PersonFactory().pk)
    assert decide(chair, held, follower_id=chair.person_id, follow_up=FollowUp.OPEN).follow_up == "open"
    with pytest.raises(minutes_commands.WordsNeeded):
        decide(chair, held, text=" ")


def test_approved_minutes_are_only_corrected(chair, held):
    made = decide(chair, held)
    with pytest.raises(minutes_commands.NotLocked):
        minutes_commands.correct(meeting_id=held.pk, note="Nimi.", actor=chair, now=NOW)
    minutes_commands.approve(meeting_id=held.pk, actor=chair, now=NOW)

    with pytest.raises(commands.MinutesLocked):
        minutes_commands.write(meeting_id=held.pk, text="Toisin", present={}, actor=chair, now=NOW)
    with pytest.raises(commands.MinutesLocked):
        decide(chair, held)
    with pytest.raises(commands.MinutesLocked):
        commands.change(meeting_id=held.pk, values=fields(), actor=chair, now=NOW)
    with pytest.raises(commands.MinutesLocked):
        minutes_commands.change_decision(
            decision_id=made.pk, values=decision(text="Sovittiin toisin."), actor=chair
        )
    followed = decision(is_public=True, follower_id=chair.person_id, follow_up=FollowUp.DONE)
    minutes_commands.change_decision(decision_id=made.pk, values=followed, actor=chair)
    minutes_commands.correct(meeting_id=held.pk, note="Nimi oli väärin.", actor=chair, now=NOW)
    held.refresh_from_db()
    assert (held.minutes, held.corrections.get().note) == ("Keskusteltiin.", "Nimi oli väärin.")


def test_empty_minutes_and_those_of_tomorrow_are_not_approved(chair, coming):
    with pytest.raises(minutes_commands.MinutesEmpty):
        minutes_commands.approve(meeting_id=MeetingFactory().pk, actor=chair, now=NOW)
    with pytest.raises(minutes_commands.NotHeldYet):
        minutes_commands.approve(meeting_id=coming.pk, actor=chair, now=NOW)


def test_those_who_sit_in_the_group_read_but_do_not_write(held):
    member = viewer_of(PersonFactory(seat_in=group()))
    for attempt in (
        lambda: commands.plan(group_id=group().pk, values=fields(), actor=member, now=NOW),
        lambda: commands.cancel(meeting_id=held.pk, actor=member, now=NOW),
        lambda: minutes_commands.approve(meeting_id=held.pk, actor=member, now=NOW),
        lambda: decide(member, held),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


@pytest.mark.django_db(transaction=True)
def test_two_decisions_at_once_get_two_numbers():
    admin = viewer_of(PersonFactory(is_admin=True))
    held = MeetingFactory()
    assert second_while_first_is_open(lambda: decide(admin, held), lambda: decide(admin, held)) is None
    assert sorted(Decision.objects.values_list("number", flat=True)) == [1, 2]


def test_the_calendar_file_keeps_its_name_and_cancels(chair, coming):
    def entry():
        [found] = icalendar.Calendar.from_ical(meeting_calendar.calendar_entry(coming)).walk("VEVENT")
        return found["UID"], found["SEQUENCE"], found["STATUS"]

    first = entry()
    commands.cancel(meeting_id=coming.pk, actor=chair, now=NOW)
    coming.refresh_from_db()
    assert (first[0], 1, "CANCELLED") == entry()
    assert first[1:] == (0, "CONFIRMED")


@pytest.mark.parametrize("number", [1, 3, 30])
def test_a_meeting_costs_the_same_however_long(number, client, time_machine, django_assert_max_num_queries):
    time_machine.move_to(NOW, tick=False)
    member = PersonFactory(login=True, seat_in=group())
    meeting = MeetingFactory(starts_at=NOW - timedelta(hours=1))
    for position in range(number):
        person = PersonFactory()
        seat = SeatFactory(person=person)
        meeting.items.create(position=position, title="Kohta")
        meeting.attendances.create(seat=seat, person=person)
        meeting.answers.create(person=person, answer="comes", at=NOW)
        meeting.corrections.create(note="Oikaisu", by=person, at=NOW)
        meeting.decisions.create(
            group=meeting.group, year=2026, number=position + 1, decided_on=TODAY, language="fi", text="Niin.",
            follower=person, follow_up="open",
        )  # fmt: skip
    client.force_login(member.account)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("members:group_meeting", args=["pirkanmaa", meeting.pk]))
    assert page.content.decode().count("Niin.") == number
