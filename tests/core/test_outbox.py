"""News for an app above: handled if, and only if, the transaction commits."""

from datetime import timedelta

import pytest
from django.db import transaction

from elo_portal.core import outbox
from elo_portal.core.models import OutboxMessage
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def handled():
    """Two handlers of one topic: the first fails as long as `handled` holds a reason."""
    calls = {"first": [], "second": [], "failing": []}

    @outbox.handler("tests.happened", name="first")
    def first(payload):
        if calls["failing"]:
            raise RuntimeError(calls["failing"].pop())
        calls["first"].append(payload["id"])

    @outbox.handler("tests.happened", name="second")
    def second(payload):
        calls["second"].append(payload["id"])

    yield calls
    outbox._handlers.pop("tests.happened")


def deliver_all(now=NOW):
    while outbox.deliver_next(now=now):
        pass


def test_each_handler_gets_the_news_once(handled):
    outbox.publish("tests.happened", {"id": 7})

    deliver_all()
    deliver_all()

    assert (handled["first"], handled["second"]) == ([7], [7])


def test_a_failing_handler_does_not_repeat_the_other(handled):
    handled["failing"].append("away")
    outbox.publish("tests.happened", {"id": 7})

    deliver_all()
    deliver_all(now=NOW + timedelta(minutes=5))

    assert (handled["first"], handled["second"]) == ([7], [7])


def test_a_failed_message_says_why(handled):
    handled["failing"].append("away")
    outbox.publish("tests.happened", {"id": 7})

    deliver_all()

    assert OutboxMessage.objects.get(handler="first").last_error == "RuntimeError('away')"


def test_news_of_a_rolled_back_transaction_is_never_handled(handled):
    with transaction.atomic():
        outbox.publish("tests.happened", {"id": 7})
        transaction.set_rollback(True)

    deliver_all()

    assert handled["first"] == []


def test_a_topic_that_nobody_handles_is_refused():
    with pytest.raises(KeyError):
        outbox.publish("tests.unheard", {})


@pytest.mark.django_db(transaction=True)
def test_publishing_outside_a_transaction_is_refused(handled):
    with pytest.raises(RuntimeError, match="transaction"):
        outbox.publish("tests.happened", {"id": 7})
