"""Translations that their source has outrun: said, asked about, never hidden."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.core.exceptions import PermissionDenied

from elo_portal.core import mail
from elo_portal.core.models import AuditEntry, OutgoingMail
from practices import tasks, translations
from practices.commands import drafts
from practices.commands import translations as commands
from practices.models import PracticeText
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, viewer_of
from tests.practices.factories import LONG_AGO, PracticeFactory, PracticeTextFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
KIND = "practices.translation_outdated"


def practice(*, source=NOW - 2 * DAY, translation=LONG_AGO, checked=None, **fields):
    made = PracticeFactory(text__updated_at=source, text__title="Iltaohjaus", **fields)
    PracticeTextFactory(
        practice=made, language="sv", title="Kvällsvägledning", updated_at=translation, checked_at=checked
    )
    return made


@pytest.mark.parametrize(
    ("dates", "outdated"),
    [
        ({"source": NOW - 2 * DAY}, {"sv": NOW - 2 * DAY}),
        ({"source": NOW - 2 * DAY, "translation": NOW - DAY}, {}),
        ({"source": NOW, "translation": NOW}, {}),
        ({"source": NOW - 2 * DAY, "checked": NOW - DAY}, {}),
        ({"source": NOW - 2 * DAY, "checked": NOW - 3 * DAY}, {"sv": NOW - 2 * DAY}),
    ],
)
def test_a_translation_is_outdated_when_its_source_changed_later(dates, outdated):
    assert translations.outdated(practice(**dates)) == outdated


def test_a_change_of_the_source_makes_the_translation_outdated_and_of_the_translation_not():
    made = practice(source=LONG_AGO)
    author = viewer_of(made.author)

    drafts.save(practice_id=made.pk, language="sv", values={"need": "Ny."}, actor=author, now=NOW)
    assert translations.outdated(made) == {}

    drafts.save(practice_id=made.pk, language="fi", values={"need": "Uusi."}, actor=author, now=NOW + DAY)
    assert translations.outdated(made) == {"sv": NOW + DAY}


def test_to_say_that_it_matches_settles_it():
    made = practice()

    commands.confirm(practice_id=made.pk, language="sv", actor=viewer_of(made.author), now=NOW)

    assert translations.outdated(made) == {}
    assert AuditEntry.objects.get(action="practices.check_translation").fields == ["checked_at.sv"]


def test_only_makers_say_so_and_never_of_the_source():
    made = practice()

    with pytest.raises(PermissionDenied):
        commands.confirm(
            practice_id=made.pk,
            language="sv",
            actor=viewer_of(PersonFactory(member_of=OrganisationFactory())),
            now=NOW,
        )
    with pytest.raises(PracticeText.DoesNotExist):
        commands.confirm(practice_id=made.pk, language="fi", actor=viewer_of(made.author), now=NOW)


def test_the_contact_person_is_told_once():
    made = practice()

    assert tasks.tell_of_outdated_translations(NOW) == 1
    assert tasks.tell_of_outdated_translations(NOW + DAY) == 0
    assert tasks.tell_of_outdated_translations(NOW + 20 * DAY) == 0
    assert list(OutgoingMail.objects.filter(kind=KIND).values_list("recipient_id", flat=True)) == [
        made.contact_id
    ]


def test_a_second_change_is_told_after_fourteen_days():
    made = practice()
    tasks.tell_of_outdated_translations(NOW)
    made.texts.filter(language="fi").update(updated_at=NOW + 3 * DAY)

    for days in (4, 13, 15, 16):
        tasks.tell_of_outdated_translations(NOW + days * DAY)

    sent = OutgoingMail.objects.filter(kind=KIND).order_by("created_at").values_list("created_at", flat=True)
    assert list(sent) == [NOW, NOW + 15 * DAY]


@pytest.mark.parametrize("fields", [{"source": NOW - DAY / 2}, {"translation": NOW}, {"withdrawn": True}])
def test_who_is_still_writing_is_left_in_peace(fields):
    practice(**fields)

    assert tasks.tell_of_outdated_translations(NOW) == 0


def test_the_mail_says_which_language_and_leads_there():
    made = practice()
    commands.tell_owners(now=NOW)

    mail.deliver(now=NOW)

    (message,) = outbox.outbox
    assert message.subject == "Käännös on vanhentunut: Iltaohjaus"
    assert "28.2.2026" in message.body
    assert "ruotsi" in message.body
    assert f"/fi/kaytannot/ehdota/{made.pk}/1/?language=sv" in message.body
