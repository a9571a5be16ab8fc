"""Rows beyond the hand-written ones, for benchmarks: plausible words, marked as generated. Nothing real."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Model

from elo_portal.core.models import Term
from members.models import Authority, Membership, Organisation, Person, Region
from practices import indexing
from practices.models import VOCABULARIES, Practice, PracticeText
from seminars.models import Event

GENERATED = {"source": "", "key__startswith": "generated-"}  # organisations and people
MARK = "[generoitu]"
WORDS = (
    "ohjaus ohjaaja opiskelija nivelvaihe työpaja verkosto yhteistyö osaaminen tunnistaminen kotoutuminen nuori "
    "aikuinen etäohjaus ryhmäohjaus uraohjaus palaute arviointi koulutus työelämä polku palvelu neuvonta tavoite "
    "hyvinvointi osallisuus työllisyys alanvaihto lukio ammattiopisto korkeakoulu kunta maakunta tapaaminen keskustelu "
    "suunnitelma kehittäminen laatu saavutettavuus tuki mentorointi valmennus harjoittelu työnhaku opinto-ohjaaja "
    "ohjauspalvelu urasuunnittelutaito nuorisotyö vertaisryhmä työnantaja selkokieli"
).split()


@dataclass(frozen=True)
class Wanted:
    """How many rows there should be in all."""

    organisations: int = 0
    people: int = 0
    practices: int = 0
    events: int = 0
    seed: int = 1


def counts() -> dict[str, int]:
    models: dict[str, type[Model]] = {
        "organisations": Organisation,
        "people": Person,
        "practices": Practice,
        "events": Event,
    }
    return {name: model._default_manager.count() for name, model in models.items()}


def fill(wanted: Wanted, *, now: datetime) -> None:
    """Add rows until there are as many as wanted; the same seed gives the same rows."""
    chance = random.Random(wanted.seed)  # noqa: S311 - repeatable, not secret
    _organisations(_missing(Organisation, wanted.organisations, **GENERATED), chance)
    _people(_missing(Person, wanted.people, **GENERATED), chance, now=now)
    _practices(_missing(Practice, wanted.practices, source="generated"), chance, now=now)
    _events(_missing(Event, wanted.events), chance, now=now)


def _missing(model: type[Model], wanted: int, **ours: str) -> range:
    """The numbers of the rows to add: never one that was given before, even if rows have gone since."""
    have = model._default_manager.count()
    ours = ours or {"key__startswith": "generated-"}
    keys = model._default_manager.filter(**ours).values_list("key", flat=True)
    first = max([have, *(int(key.removeprefix("generated-")) + 1 for key in keys)])
    return range(first, first + max(wanted - have, 0))


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."


def _paragraph(chance: random.Random, sentences: int) -> str:
    return " ".join(_sentence(chance, chance.randint(6, 12)) for _ in range(sentences))


def _organisations(numbers: Sequence[int], chance: random.Random) -> None:
    types = list(Term.objects.of("organisation_type"))
    regions = list(Region.objects.order_by("code"))
    made = []
    for number in numbers:
        name = f"{chance.choice(WORDS).capitalize()}organisaatio {number} {MARK}"
        made.append(
            Organisation(
                key=f"generated-{number}",
                type=chance.choice(types),
                languages=["fi"],
                name_fi=name,
                name_sv=name,
                name_en=name,
            )
        )
    Organisation.objects.bulk_create(made, batch_size=500)
    through = Organisation.regions.through
    through.objects.bulk_create(
        [through(organisation_id=one.pk, region_id=chance.choice(regions).pk) for one in made],
        batch_size=1000,
    )


def _people(numbers: Sequence[int], chance: random.Random, *, now: datetime) -> None:
    organisations = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    made = [
        Person(
            key=f"generated-{number}",
            first_name="Generoitu",
            last_name=f"Henkilö {number}",
            email=f"generated-{number}@example.org",
            digest=Person.Digest.OFF,
            joined_at=now - timedelta(days=300),
        )
        for number in numbers
    ]
    Person.objects.bulk_create(made, batch_size=500)
    Membership.objects.bulk_create(
        [
            Membership(
                person=person,
                organisation_id=chance.choice(organisations),
                state=Membership.State.APPROVED,
                asked_at=now,
                decided_at=now,
                starts_on=(now - timedelta(days=300)).date(),
            )
            for person in made
        ],
        batch_size=500,
    )


def _practices(numbers: Sequence[int], chance: random.Random, *, now: datetime) -> None:
    owners = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    authors = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    regions = list(Region.objects.order_by("code").values_list("pk", flat=True))
    kinds = list(Term.objects.of("kind").values_list("pk", flat=True))
    terms = {name: list(Term.objects.of(name).values_list("pk", flat=True)) for name in VOCABULARIES}
    for batch in _batches(numbers, 500):
        made = [
            Practice(
                source="generated",
                key=str(number),
                slug=f"generoitu-{number}",
                source_language="fi",
                status=Practice.Status.PUBLISHED,
                owner_id=chance.choice(owners),
                author_id=chance.choice(authors),
                kind_id=chance.choice(kinds),
                maturity=chance.randint(1, 5),
                evidence_level=chance.randint(0, 4),
                cost=chance.choice(Practice.Cost.values),
                has_no_client_data=True,
                created_at=now,
                updated_at=now,
                submitted_at=now,
                published_at=now - timedelta(hours=number),
            )
            for number in batch
        ]
        Practice.objects.bulk_create(made)
        PracticeText.objects.bulk_create(_text(practice, chance, now=now) for practice in made)
        _relate(made, regions, terms, chance)
        for practice in Practice.objects.filter(pk__in=[one.pk for one in made]).order_by("pk"):
            indexing.put(practice)


def _text(practice: Practice, chance: random.Random, *, now: datetime) -> PracticeText:
    return PracticeText(
        practice=practice,
        language="fi",
        title=f"{_sentence(chance, 4)[:-1]} {MARK}"[:100],
        summary=_paragraph(chance, 2)[:300],
        need=_paragraph(chance, 3),
        description=_paragraph(chance, 8),
        steps=[f"{_sentence(chance, 3)}\n{_sentence(chance, 9)}" for _ in range(3)],
        results=_paragraph(chance, 3),
        lessons=_paragraph(chance, 2),
        created_at=now,
        updated_at=now,
    )


def _relate(
    made: Sequence[Practice], regions: Sequence[int], terms: dict[str, list[int]], chance: random.Random
) -> None:
    region_rows, term_rows = Practice.regions.through, Practice.terms.through
    region_rows.objects.bulk_create(
        [region_rows(practice_id=one.pk, region_id=chance.choice(regions)) for one in made]
    )
    term_rows.objects.bulk_create(
        [
            term_rows(practice_id=one.pk, term_id=term)
            for one in made
            for ids in terms.values()
            for term in chance.sample(ids, k=min(2, len(ids)))
        ],
        batch_size=5000,
    )


def _events(numbers: Sequence[int], chance: random.Random, *, now: datetime) -> None:
    hosts = list(
        Authority.objects.filter(valid_until__isnull=True).order_by("pk").values_list("pk", flat=True)
    )
    made = []
    for number in numbers:
        starts_at = now + timedelta(days=chance.randint(1, 300), hours=chance.randint(0, 6))
        made.append(
            Event(
                key=f"generated-{number}",
                slug=f"generoitu-{number}",
                kind=chance.choice(Event.Kind.values),
                mode=Event.Mode.ON_SITE,
                status=Event.Status.PUBLISHED,
                host_id=chance.choice(hosts),
                title_fi=f"{_sentence(chance, 3)[:-1]} {MARK}",
                summary_fi=_paragraph(chance, 2)[:300],
                place_fi="Paikka",
                starts_at=starts_at,
                ends_at=starts_at + timedelta(hours=6),
                capacity=chance.randint(10, 200),
                created_at=now,
                updated_at=now,
                published_at=now,
            )
        )
    Event.objects.bulk_create(made, batch_size=500)


def _batches(numbers: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]
