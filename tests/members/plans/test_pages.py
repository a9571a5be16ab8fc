"""Pages of plans: how many queries they take, what they show of people, what a form says."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import Measure, MeasureUpdate
from tests.factories import NOW
from tests.members.factories import OrganisationFactory, PersonFactory, authority, group, term
from tests.members.plans.factories import (
    ActionPlanFactory,
    MeasureFactory,
    PlanVersionFactory,
    StrategyFactory,
)

MOST_QUERIES = 12


@pytest.fixture
def chair(db, client):
    person = PersonFactory(login=True, seat_in=group(), seat_role="chair", member_of=OrganisationFactory())
    client.force_login(person.account)
    return person


def filled(count):
    strategy = StrategyFactory(goals=min(count, 5))
    plan = ActionPlanFactory(adopted=True, strategy=strategy)
    goals = list(strategy.goals.all())
    owner, target = OrganisationFactory(), term("development_target", "competence")
    for number in range(count):
        measure = MeasureFactory(
            plan=plan, goal=goals[number % len(goals)], owner_organisation=owner, owner_person=PersonFactory()
        )
        measure.targets.set([target])
        measure.participants.set([owner])
        MeasureUpdate.objects.create(
            measure=measure, person=measure.owner_person, at=NOW, state="going", progress=1
        )
    PlanVersionFactory(plan=plan)
    return plan


@pytest.mark.parametrize("name", ["members:plan", "members:plans", "members:group", "members:plan_version"])
@pytest.mark.parametrize("count", [1, 30])
def test_the_number_of_queries_does_not_grow(client, chair, name, count):
    plan = filled(count)
    arguments = {
        "members:plan": [plan.group.slug, plan.year],
        "members:plan_version": [plan.group.slug, plan.year, 1],
    }.get(name, [plan.group.slug])
    with CaptureQueriesContext(connection) as queries:
        response = client.get(reverse(name, args=arguments))

    assert (response.status_code, len(queries) <= MOST_QUERIES) == (200, True)


@pytest.mark.django_db
def test_names_of_people_are_for_the_network(client):
    plan = filled(1)
    person = Measure.objects.get().owner_person
    address = reverse("members:plan", args=[plan.group.slug, plan.year])
    measure = reverse("members:measure", args=[plan.group.slug, plan.year, Measure.objects.get().pk])
    pages = [client.get(one).content.decode() for one in (address, measure)]

    assert not any(person.name in one for one in pages)


def test_a_plan_with_a_year_that_is_taken_says_so_beside_the_year(client, chair):
    ActionPlanFactory(year=2027)
    response = client.post(
        reverse("members:new_plan", args=["pirkanmaa"]), {"year": "2027", "intro_fi": "Alkusanat"}
    )

    assert response.status_code == 422
    assert "Ryhmällä on jo suunnitelma vuodelle 2027." in response.content.decode()
    assert "Alkusanat" in response.content.decode()


def test_a_measure_without_a_title_keeps_what_was_typed(client, chair):
    plan = ActionPlanFactory()
    response = client.post(
        reverse("members:new_measure", args=["pirkanmaa", plan.year]),
        {"description_fi": "Kartta tehdään", "kind": "service", "due_on": "31.12.2026"},
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "Kartta tehdään" in page
    assert "Kirjoita otsikko ainakin yhdellä kielellä." in page
    assert not Measure.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        "members:measure", "members:edit_measure", "members:update_measure", "members:effects", "members:new_measure",
        "members:edit_plan", "members:new_plan", "members:plans", "practices:measure_practices", "pages:desk",
    ],
)  # fmt: skip
def test_a_coordinator_needs_no_more_than_twelve_queries(client, db, settings, name):
    settings.REQUIRE_MFA = True  # asking for the second factor is a query, too
    person = PersonFactory(login=True, contact_of=OrganisationFactory(), coordinator_of=authority())
    TOTP.activate(person.account, "JBSWY3DPEHPK3PXP")
    client.force_login(person.account)
    plan = filled(3)
    arguments = {"slug": plan.group.slug, "year": plan.year, "measure_id": plan.measures.first().pk}
    taken = {
        "members:new_measure": 2, "members:edit_plan": 2, "members:new_plan": 1, "members:plans": 1, "pages:desk": 0,
    }.get(name, 3)  # fmt: skip
    with CaptureQueriesContext(connection) as queries:
        response = client.get(reverse(name, args=list(arguments.values())[:taken]))

    assert (response.status_code, [one["sql"][:150] for one in queries][MOST_QUERIES:]) == (200, [])


def test_goals_stay_themselves_when_somebody_else_changes_their_order(client, chair):
    strategy = StrategyFactory(goals=2)
    first, second = strategy.goals.order_by("order")
    address = reverse("members:edit_strategy", args=["pirkanmaa", strategy.pk])
    sent = {"title_fi": "Strategia", "first_year": "2024", "last_year": "2028", "adopted_on": "1.3.2024"}
    for place, bound in enumerate(client.get(address).context["form"].goals[:2]):
        sent |= {f"goal{place}-{name}": bound[name].value() for name in ("pk", "title_fi")}
    type(first).objects.filter(pk=first.pk).update(order=4)  # meanwhile
    added = type(first).objects.create(strategy=strategy, order=3, title_fi="Toisen lisäämä")

    response = client.post(address, sent)

    assert response.status_code == 302
    assert list(strategy.goals.order_by("order").values_list("pk", "title_fi")) == [
        (first.pk, "Tavoite 1"), (second.pk, "Tavoite 2"), (added.pk, "Toisen lisäämä"),
    ]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["members:plan", "members:plan_version", "members:measure"])
def test_words_in_another_language_say_so(client, name):
    plan = ActionPlanFactory(adopted=True)
    swedish = {"title_fi": "", "title_sv": "Servicekarta", "indicator_sv": "Skolor"}
    measure = MeasureFactory(plan=plan, **swedish)
    version = PlanVersionFactory(plan=plan)
    Measure.objects.update(indicator_sv="Alla skolor")
    last = {"members:plan": [], "members:plan_version": [version.number], "members:measure": [measure.pk]}[
        name
    ]
    page = client.get(reverse(name, args=[plan.group.slug, plan.year, *last])).content.decode()

    words = {"members:plan": '<ins lang="sv">Alla skolor', "members:plan_version": '<span lang="sv">Skolor'}
    assert words.get(name, '<span lang="sv">Alla skolor') in page
