"""Practices for tests. A published one is in the search, too."""

from datetime import timedelta
from typing import Any

import factory
from factory.django import DjangoModelFactory

from practices import indexing
from practices.models import (
    Adoption,
    Assignment,
    Commitment,
    NationalReview,
    Partner,
    Practice,
    PracticeText,
    Remark,
    Score,
    SharedPractice,
)
from tests.factories import NOW
from tests.members.factories import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    authority,
    group,
    region,
    term,
)

Status = Practice.Status
LONG_AGO = NOW - timedelta(days=60)
TERMS = (("target_group", "upper-sec"), ("sector", "education"), ("theme", "transitions"))


class PracticeFactory(DjangoModelFactory[Practice]):
    """A complete, public practice of Pirkanmaa in Finnish, published yesterday; its author is its contact person.

    Author and contact person work in the owner organisation, unless a membership there has ended.

    `draft`, `submitted`, `returned`, `withdrawn` put it elsewhere; `title="..."` and other `text__...` change the
    text; `terms=[("theme", "quality")]` and `regions=["15"]` change those.
    """

    class Meta:
        model = Practice
        skip_postgeneration_save = True

    owner = factory.SubFactory(OrganisationFactory)
    author = factory.LazyAttribute(lambda practice: PersonFactory(member_of=practice.owner))
    contact = factory.SelfAttribute("author")
    source_language = "fi"
    slug = factory.Sequence(lambda n: f"kaytanto-{n}")
    status = Status.PUBLISHED
    kind = factory.LazyFunction(lambda: term("kind", "model"))
    maturity = 3
    evidence_level = 2
    has_no_client_data = True
    created_at = LONG_AGO
    updated_at = LONG_AGO
    submitted_at = NOW - timedelta(days=10)
    published_at = NOW - timedelta(days=1)

    class Params:
        draft = factory.Trait(status=Status.DRAFT, slug=None, submitted_at=None, published_at=None)
        submitted = factory.Trait(status=Status.SUBMITTED, published_at=None)
        returned = factory.Trait(status=Status.RETURNED, published_at=None)
        withdrawn = factory.Trait(status=Status.WITHDRAWN)
        archived = factory.Trait(status=Status.ARCHIVED)
        asked = factory.Trait(published_at=NOW - timedelta(days=400), asked_at=NOW - timedelta(days=30))
        flagged = factory.Trait(
            published_at=NOW - timedelta(days=430),
            asked_at=NOW - timedelta(days=65),
            flagged_at=NOW - timedelta(days=5),
        )
        national = factory.Trait(is_national=True)

    @factory.post_generation
    def working(obj: Practice, create: bool, extracted: Any, **_: Any) -> None:
        for person in {obj.author, obj.contact} - {None} if create else ():
            if not person.memberships.filter(organisation=obj.owner).exists():
                MembershipFactory(person=person, organisation=obj.owner)

    @factory.post_generation
    def regions(obj: Practice, create: bool, extracted: Any, **_: Any) -> None:
        if create:
            codes = extracted if extracted is not None else ([] if obj.is_national else ["06"])
            obj.regions.set([region(code) for code in codes])

    @factory.post_generation
    def terms(obj: Practice, create: bool, extracted: Any, **_: Any) -> None:
        if create:
            obj.terms.set([term(*one) for one in (TERMS if extracted is None else extracted)])

    @factory.post_generation
    def text(obj: Practice, create: bool, extracted: Any, **fields: Any) -> None:
        if create:
            PracticeTextFactory(practice=obj, language=obj.source_language, **fields)

    @factory.post_generation
    def found(obj: Practice, create: bool, extracted: Any, **_: Any) -> None:
        """Last: everything that the search reads is there."""
        if create and obj.status == Status.PUBLISHED:
            indexing.put(obj)


class PracticeTextFactory(DjangoModelFactory[PracticeText]):
    """A complete text in Finnish."""

    class Meta:
        model = PracticeText

    practice = factory.SubFactory(PracticeFactory)
    language = "fi"
    title = factory.Sequence(lambda n: f"Iltaohjaus {n}")
    summary = "Opiskelija tavoittaa ohjaajan illalla."
    need = "Päivällä ei ehditty."
    description = "Ohjaaja päivystää kahtena iltana."
    results = "Kävijöitä oli 140."
    core_parts = "Oma ohjaaja."
    adaptable_parts = "Illat."
    created_at = LONG_AGO
    updated_at = LONG_AGO


def built(
    *, regions: tuple[int, ...] = (), partners: tuple[int, ...] = (), co_authors: tuple[int, ...] = (),
    **fields: Any,
) -> Practice:  # fmt: skip
    """A practice without a database: for predicates. Ids are numbers: owner 1, author 2, contact 3."""
    practice = Practice(
        pk=1, **{"owner_id": 1, "author_id": 2, "contact_id": 3, "status": Status.DRAFT} | fields
    )
    practice._prefetched_objects_cache = {
        "regions": [row_of(pk) for pk in regions],
        "partners": [Partner(organisation_id=pk) for pk in partners],
        "co_authors": [row_of(pk) for pk in co_authors],
        "assignments": [],
    }
    return practice


def row_of(pk: int) -> Any:
    return type("Row", (), {"pk": pk})()


class AdoptionFactory(DjangoModelFactory[Adoption]):
    """Pirkanmaa's published practice in use in an organisation of Kainuu since a month; recorded then."""

    class Meta:
        model = Adoption

    practice = factory.SubFactory(PracticeFactory)
    version = 1
    organisation = factory.LazyFunction(lambda: OrganisationFactory(regions=["18"]))
    region = factory.LazyFunction(lambda: region("18"))
    owner = factory.LazyAttribute(lambda one: PersonFactory(member_of=one.organisation, login=True))
    state = Adoption.State.IN_USE
    language = "fi"
    started_on = (NOW - timedelta(days=30)).date()
    created_at = NOW - timedelta(days=30)
    updated_at = NOW - timedelta(days=30)

    class Params:
        ended = factory.Trait(
            state=Adoption.State.ENDED, end_reason="Hanke loppui.", ended_on=(NOW - timedelta(days=2)).date()
        )


class SharedPracticeFactory(DjangoModelFactory[SharedPractice]):
    """Decided by Pirkanmaa's group a month ago and in force since; to be looked at again in eleven months.

    `proposed` is only being compared, `ended` is over. `variants=[practice]` are what it was compared with.
    """

    class Meta:
        model = SharedPractice
        skip_postgeneration_save = True

    group = factory.LazyFunction(group)
    practice = factory.SubFactory(PracticeFactory)
    state = SharedPractice.State.IN_FORCE
    language = "fi"
    decision = "Kaikki toimivat näin."
    decided_on = (NOW - timedelta(days=30)).date()
    valid_from = (NOW - timedelta(days=30)).date()
    review_on = (NOW + timedelta(days=335)).date()
    proposed_by = factory.SubFactory(PersonFactory)
    created_at = LONG_AGO
    updated_at = LONG_AGO

    class Params:
        proposed = factory.Trait(
            state=SharedPractice.State.PROPOSED, decision="", decided_on=None, valid_from=None, review_on=None
        )
        ended = factory.Trait(
            state=SharedPractice.State.ENDED,
            end_reason="Uusi tapa.",
            ended_on=(NOW - timedelta(days=2)).date(),
        )

    @factory.post_generation
    def variants(obj: SharedPractice, create: bool, extracted: Any, **_: Any) -> None:
        if create and extracted:
            obj.variants.set(extracted)


class CommitmentFactory(DjangoModelFactory[Commitment]):
    """An organisation of Pirkanmaa works the shared way since two weeks."""

    class Meta:
        model = Commitment

    shared = factory.SubFactory(SharedPracticeFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    starts_on = (NOW - timedelta(days=14)).date()
    made_by = factory.SubFactory(PersonFactory)
    at = NOW - timedelta(days=14)


class AssignmentFactory(DjangoModelFactory[Assignment]):
    """A coordinator of Sisä-Suomi was asked yesterday to review a submission of Pirkanmaa."""

    class Meta:
        model = Assignment

    practice = factory.SubFactory(PracticeFactory, submitted=True)
    step = Assignment.Step.REGIONAL
    reviewer = factory.LazyFunction(lambda: PersonFactory(coordinator_of=authority("04"), login=True))
    asked_at = NOW - timedelta(days=1)
    due_at = NOW + timedelta(days=20)

    class Params:
        claimed = factory.Trait(state=Assignment.State.CLAIMED)
        national = factory.Trait(
            practice=factory.SubFactory(PracticeFactory),
            step=Assignment.Step.NATIONAL,
            review=factory.LazyAttribute(lambda one: NationalReviewFactory(practice=one.practice)),
            reviewer=factory.LazyFunction(lambda: PersonFactory(is_reviewer=True, login=True)),
        )


class NationalReviewFactory(DjangoModelFactory[NationalReview]):
    """Started yesterday by an administrator; nobody has been asked. `proposed`: it only waits to be started."""

    class Meta:
        model = NationalReview

    practice = factory.SubFactory(PracticeFactory)
    proposed_by = factory.LazyFunction(lambda: PersonFactory(is_admin=True))
    proposed_at = NOW - timedelta(days=1)
    started_by = factory.SelfAttribute("proposed_by")
    started_at = factory.SelfAttribute("proposed_at")

    class Params:
        proposed = factory.Trait(started_by=None, started_at=None)


class RemarkFactory(DjangoModelFactory[Remark]):
    """A coordinator's remark on the results of a submission, yesterday, without an answer."""

    class Meta:
        model = Remark

    practice = factory.SubFactory(PracticeFactory, submitted=True)
    field = "results"
    text = "Mistä tämä tiedetään?"
    author = factory.LazyFunction(lambda: PersonFactory(coordinator_of=authority("04"), login=True))
    at = NOW - timedelta(hours=20)


def score_all(assignment: Assignment, points: int = 2, **other: int) -> None:
    """Points with a reason on every criterion; `evidence=0` makes one differ."""
    Score.objects.bulk_create(
        Score(
            assignment=assignment,
            criterion=criterion,
            points=other.get(criterion, points),
            reason="Perustelu.",
        )
        for criterion in Score.Criterion.values
    )
