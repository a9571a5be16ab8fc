"""One pass over due work."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from elo_portal.core import ticking
from elo_portal.core.models import JobRun
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def jobs():
    """Two jobs, one of which fails."""
    ran = []

    @ticking.job("tests.broken", every=timedelta(minutes=1))
    def broken(now):
        raise RuntimeError("broken")

    @ticking.job("tests.counting", every=timedelta(minutes=1))
    def counting(now):
        ran.append(now)
        return 1

    yield ran
    ticking._jobs.pop("tests.broken")
    ticking._jobs.pop("tests.counting")


def test_a_job_runs_again_only_when_its_time_has_come(jobs):
    for seconds in (0, 5, 59, 60, 65):
        ticking.run(now=NOW + timedelta(seconds=seconds))

    assert jobs == [NOW, NOW + timedelta(seconds=60)]


def test_a_failing_job_does_not_stop_the_others_and_says_why(jobs):
    done = ticking.run(now=NOW)

    assert done["tests.counting"] == 1
    assert JobRun.objects.get(name="tests.broken").last_error == "RuntimeError('broken')"


def test_a_forced_pass_runs_every_job(jobs):
    ticking.run(now=NOW)
    ticking.run(now=NOW, force=True)

    assert jobs == [NOW, NOW]


def test_pretending_another_time_is_for_the_demo_only(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("tick", at="2027-02-02T09:00")


def test_a_time_that_is_none_is_refused(settings):
    settings.DEMO = True

    with pytest.raises(CommandError, match="not a time"):
        call_command("tick", at="tomorrow")
