"""Words of vocabularies in the rooms of plans: numbered without a clash, kept when they are retired."""

import pytest

from elo_portal.core.models import Term
from members.commands.plans import national_goals
from members.forms.groups.purposes import ExpectedForm
from members.forms.plans.clock import ClockItemForm
from members.forms.plans.measures import MeasureForm
from tests.members.factories import PersonFactory, term, viewer_of
from tests.members.plans.factories import ClockItemFactory, MeasureFactory

pytestmark = pytest.mark.django_db
NAMES = {"name_fi": "Uusi", "name_sv": "Ny", "name_en": "New", "order": 9}


@pytest.fixture
def admin():
    return PersonFactory(is_admin=True)


def test_a_national_goal_is_numbered_after_the_highest(admin):
    def put():
        return national_goals.put(goal_id=None, values=NAMES, actor=viewer_of(admin))

    first, second = put(), put()
    first.delete()

    assert put().slug not in {first.slug, second.slug}


def test_a_merged_national_goal_is_not_changed(admin):
    merged, into = Term.objects.of("national_goal")[:2]
    Term.objects.filter(pk=merged.pk).update(is_active=False, successor=into)

    with pytest.raises(Term.DoesNotExist):
        national_goals.put(goal_id=merged.pk, values={"is_active": True}, actor=viewer_of(admin))


def retired(found):
    Term.objects.filter(pk=found.pk).update(is_active=False)
    return found


def test_a_measure_keeps_its_retired_words():
    measure = MeasureFactory()
    goal, other = Term.objects.of("national_goal")[:2]
    target = retired(term("development_target", "competence"))
    measure.national_goals.set([retired(goal)])
    measure.targets.set([target])
    retired(other)
    form = MeasureForm(plan=measure.plan, measure=measure, languages=("fi",))

    offered = set(form.fields["national_goals"].queryset)
    assert goal in offered
    assert other not in offered
    assert (goal.pk, goal.name) in form.fields["national_goals"].choices
    assert target in form.fields["targets"].queryset


def test_an_item_of_the_clock_keeps_its_retired_target():
    target = retired(term("development_target", "competence"))
    form = ClockItemForm(item=ClockItemFactory(target=target), languages=("fi",))

    assert target in form.fields["target"].queryset


def test_a_group_keeps_the_retired_words_that_it_expects():
    kept, other = (retired(one) for one in Term.objects.of("sector")[:2])
    form = ExpectedForm(chosen=[kept.pk])

    assert kept in form.fields["expected"].queryset
    assert other not in form.fields["expected"].queryset
