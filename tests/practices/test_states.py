"""Every command in every state: it goes one way, or is refused and changes nothing."""

from functools import partial

import pytest

from elo_portal.core.models import SearchEntry
from practices.commands import drafts, freshness, review, submission
from practices.commands.moving import NotPossibleNow
from practices.models import Practice
from practices.states import WAYS
from tests.factories import NOW
from tests.members.factories import PersonFactory, authority, viewer_of
from tests.practices.factories import PracticeFactory

pytestmark = pytest.mark.django_db
Status = Practice.Status

MAKERS = {
    "submit": submission.submit,
    "take_back": submission.take_back,
    "reopen": drafts.reopen,
    "renew": freshness.renew,
}
JUDGES = {
    "return": partial(review.return_for_additions, comment="Lisää."),
    "publish": review.publish,
    "withdraw": partial(review.withdraw, reason="Vanha."),
}

LEADS_TO = {
    (Status.DRAFT, "submit"): Status.SUBMITTED,
    (Status.RETURNED, "submit"): Status.SUBMITTED,
    (Status.SUBMITTED, "take_back"): Status.DRAFT,
    (Status.SUBMITTED, "return"): Status.RETURNED,
    (Status.SUBMITTED, "publish"): Status.PUBLISHED,
    (Status.PUBLISHED, "withdraw"): Status.WITHDRAWN,
    (Status.WITHDRAWN, "reopen"): Status.DRAFT,
    (Status.ARCHIVED, "renew"): Status.PUBLISHED,
}


def in_state(status):
    return PracticeFactory(**({} if status == Status.PUBLISHED else {status.value: True}))


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("command", [*MAKERS, *JUDGES])
def test_each_command_in_each_state(status, command):
    practice = in_state(status)
    judge = PersonFactory(coordinator_of=authority("04"))
    actor = viewer_of(practice.author if command in MAKERS else judge)
    run = partial((MAKERS | JUDGES)[command], practice_id=practice.pk, actor=actor, now=NOW)
    to = LEADS_TO.get((status, command))

    if to is None:
        with pytest.raises(NotPossibleNow):
            run()
    else:
        run()

    practice.refresh_from_db()
    assert practice.status == (to or status)
    assert practice.transitions.count() == (1 if to else 0)
    assert SearchEntry.objects.exists() == (practice.status == Status.PUBLISHED)


def test_the_table_of_ways_holds_what_the_commands_do():
    assert {(before, to) for (before, _command), to in LEADS_TO.items()} <= WAYS
