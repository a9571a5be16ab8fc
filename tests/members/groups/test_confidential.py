"""A word in every field that is for the group alone: nobody outside ever reads it, on any page, in any feed or mail."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.db import connection
from django.urls import reverse
from django.utils import translation

from elo_portal.core import mail
from members.commands.groups import meetings as commands
from members.models import Decision, Document, Meeting, Seat
from tests.factories import NOW
from tests.members.factories import (
    MeetingFactory,
    OrganisationFactory,
    PersonFactory,
    authority,
    group,
    viewer_of,
)
from tests.members.groups.documents import bring

pytestmark = pytest.mark.django_db
CANARY = "Kanarialintu"
WORDS = ("otsikko", "paikka", "pöytäkirja", "kohta", "teksti", "esittelijä", "oikaisu", "päätös", "muistio")
SECRETS = [*(f"{CANARY} {word}" for word in WORDS), f"kokous.example.org/{CANARY}", f"Aino {CANARY}"]
PAGES = (
    "pages:home", "pages:regions", "pages:network", "pages:targets", "pages:search", "pages:me", "pages:desk",
    "practices:list", "practices:coverage", "practices:feed", "practices:collections", "seminars:list",
    "seminars:archive", "seminars:feed", "sitemap", "members:settings", "api:api-root",
)  # fmt: skip


@pytest.fixture
def canary():
    """A meeting that comes and one that was; a public decision beside a confidential one."""
    member = PersonFactory(seat_in=group(), seat_role="chair")
    words = {
        "title": f"{CANARY} otsikko", "place": f"{CANARY} paikka", "minutes": f"{CANARY} pöytäkirja",
        "remote_url": f"https://kokous.example.org/{CANARY}",
    }  # fmt: skip
    held = MeetingFactory(**words, approved_at=NOW, approved_by=member)
    coming = MeetingFactory(**words | {"minutes": ""}, starts_at=NOW + timedelta(days=9))
    for meeting in (held, coming):
        meeting.items.create(
            position=1, title=f"{CANARY} kohta", text=f"{CANARY} teksti", presenter=f"{CANARY} esittelijä"
        )
    held.corrections.create(note=f"{CANARY} oikaisu", by=member, at=NOW)
    bring(group(), by=member, title=f"{CANARY} muistio")
    bring(group(), by=member, title="Avoin muistio", visibility="public")
    both = {"group": held.group, "meeting": held, "year": 2026, "decided_on": NOW.date(), "language": "fi"}
    Decision.objects.create(**both, number=1, text=f"{CANARY} päätös")
    Decision.objects.create(
        **both, number=2, text="Julkinen päätös", is_public=True,
        follower=PersonFactory(last_name=CANARY), follow_up="open",
    )  # fmt: skip
    return held, coming


def outsiders():
    other = group("pohjanmaa")
    return {
        "visitor": None,
        "newcomer": PersonFactory(login=True),
        "member": PersonFactory(login=True, member_of=OrganisationFactory()),
        "of another group": PersonFactory(login=True, member_of=OrganisationFactory(), seat_in=other),
        "chair of another group": PersonFactory(login=True, seat_in=other, seat_role="chair"),
        "contact": PersonFactory(login=True, contact_of=OrganisationFactory()),
        "reviewer": PersonFactory(login=True, is_reviewer=True),
        "coordinator elsewhere": PersonFactory(login=True, coordinator_of=authority("08")),
        "sat there once": _sat_there_once(),
    }


def _sat_there_once():
    person = PersonFactory(login=True, seat_in=group())
    Seat.objects.filter(person=person).update(ends_on=NOW.date() - timedelta(days=2))
    return person


def paths(canary):
    found = [reverse(name) for name in PAGES]
    found += [f"{reverse(name)}?q={CANARY}" for name in ("pages:search", "practices:list", "seminars:list")]
    found += [reverse("pages:region", args=["pirkanmaa"]), reverse("members:group", args=["pirkanmaa"])]
    found += [reverse("members:group_meetings", args=["pirkanmaa"])]
    for slug in ("pirkanmaa", "pohjanmaa"):
        found.append(reverse("members:group_archive", args=[slug, 2026]))
        for document in Document.objects.all():
            found += [
                reverse(f"members:group_{name}", args=[slug, document.pk])
                for name in ("document", "edit_document", "new_version")
            ]
        for meeting in canary:
            for name in ("meeting", "meeting_calendar", "edit_meeting", "minutes", "correction", "new_item"):
                found.append(reverse(f"members:group_{name}", args=[slug, meeting.pk]))
            for decision in Decision.objects.all():
                found.append(reverse("members:group_decision", args=[slug, meeting.pk, decision.pk]))
    return found


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_nobody_outside_the_group_reads_what_is_its_own(client, canary, language, time_machine):
    time_machine.move_to(NOW, tick=False)
    leaks = []
    with translation.override(language):
        for who, person in outsiders().items():
            client.logout()
            if person is not None:
                client.force_login(person.account)
            leaks += [(who, path) for path in paths(canary) if says_it(client.get(path))]
    assert leaks == []


def says_it(response):
    """A search says again what was searched for: the word alone is no leak."""
    body = (b"".join(response) if response.streaming else response.content).decode(errors="replace")
    return any(secret in body for secret in SECRETS)


def test_the_group_reads_it_and_everybody_the_public_decision(client, canary, time_machine):
    time_machine.move_to(NOW, tick=False)
    page = client.get(reverse("members:group", args=["pirkanmaa"])).content.decode()
    assert "Julkinen päätös" in page
    client.force_login(PersonFactory(login=True, seat_in=group()).account)
    for meeting in canary:
        assert (
            CANARY
            in client.get(reverse("members:group_meeting", args=["pirkanmaa", meeting.pk])).content.decode()
        )


def test_mails_about_it_go_to_the_group_alone(canary):
    everybody = outsiders()
    chair = viewer_of(Seat.objects.get(role="chair", group=group()).person)
    commands.invite(meeting_id=canary[1].pk, actor=chair, now=NOW)
    mail.deliver(now=NOW)
    told = {address for one in outbox.outbox for address in one.to if CANARY in str(one.message())}
    assert told
    assert told.isdisjoint({person.email for person in everybody.values() if person})


def test_the_search_knows_nothing_of_it(canary):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core_searchentry e WHERE e::text LIKE %s", [f"%{CANARY}%"])
        assert cursor.fetchone() == (0,)
    assert Meeting.objects.count() == 2
