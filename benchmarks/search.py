"""How long the search takes in a large library: 100,000 practices in three languages, with facets.

    make bench [SIZE=small|large] [DATA=folder/]

`small` is 2,000. Starts a PostgreSQL of its own and fills it once. The texts are sentences of the demo library, drawn at
random, so that words are as common as they are in real texts; 5,000 practices are written, the others have their
words in another order of rows and with other facets. Measured is the statement itself, as it is sent.
"""

import argparse
import json
import os
import random
import re
import statistics
import time
import tomllib
from datetime import UTC, datetime, timedelta
from itertools import pairwise, product
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

django.setup()

from elo_portal import env
from elo_portal.core.models import SearchCount, SearchEntry, Term
from elo_portal.core.search import entries, glossary, lookup, queries
from elo_portal.core.search.analyse import LANGUAGES, Fields
from elo_portal.embedded.postgres import UNSAFE
from elo_portal.embedded.servers import Servers
from members.models import Municipality

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 11, 24, tzinfo=UTC)
SIZES = {"small": 2_000, "large": 100_000}
MOST_MS = {
    ("visitor", "common"): 50,
    ("signed in", "common"): 80,
    ("visitor", "medium"): 15,
    ("signed in", "medium"): 15,
}
SENTENCES_IN_BODY = 14
PLACES_IN_BODY = 3  # names of municipalities, drawn by 1/rank: the words that few texts hold
SHARES = {"common": 0.10, "medium": 0.01, "rare": 0.001}
WORDS_EACH = 8
CANDIDATES = 60
FACETS = {"theme": 2, "target_group": 2, "sector": 2, "kind": 1, "life_phase": 1, "channel": 2, "maturity": 1}
REGIONS = 19
WRITTEN = 5_000
_COPY = """
    INSERT INTO core_searchentry (
        kind, object_id, language, is_source, title, audience, group_id, facets, rank_boost, uses, evidence,
        published_at, stale_from, analyser_version, vector, head
    )
    SELECT text.kind, text.object_id + %(copy)s * %(written)s, text.language, text.is_source, text.title,
        other.audience, other.group_id, other.facets, other.rank_boost, other.uses, other.evidence,
        text.published_at - make_interval(hours => %(copy)s * %(written)s), other.stale_from,
        text.analyser_version, text.vector, text.head
    FROM core_searchentry AS text
    JOIN core_searchentry AS other
        ON other.object_id = (text.object_id * 7 + %(copy)s * 131) %% %(written)s + 1 AND other.language = 'fi'
    WHERE text.object_id <= %(written)s AND other.object_id <= %(written)s
    ORDER BY md5(text.object_id::text || %(copy)s)
"""


def sentences() -> dict[str, list[str]]:
    """What the demo library says, by language."""
    found: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    for path in sorted((ROOT / "elo_portal/pages/demo/practices").glob("*.toml")):
        for language, text in tomllib.loads(path.read_text(encoding="utf-8"))["texts"].items():
            prose = " ".join(part for part in text.values() if isinstance(part, str))
            found[language] += [one for one in re.split(r"(?<=[.?!])\s+", prose) if len(one) > 20]
    return found


def fill(count: int) -> None:
    """Write some practices, and the others as copies of their texts with the facets of one and the rest of another."""
    chance = random.Random(1)  # noqa: S311 - repeatable, not secret
    said = sentences()
    places = list(Municipality.objects.order_by("code").values_list("name_fi", flat=True))
    terms = {name: list(Term.objects.of(name).values_list("pk", flat=True)) for name in FACETS}
    if SearchEntry.objects.count() >= count * len(LANGUAGES):
        return
    indexes = without_indexes()
    written = min(count, WRITTEN)
    with transaction.atomic():
        for number in range(1, written + 1):
            put(number, said, places, terms, chance)
    with connection.cursor() as cursor:
        for copy in range(1, count // written):
            cursor.execute(_COPY, {"copy": copy, "written": written})
        for index in indexes:
            cursor.execute(index)
        cursor.execute("VACUUM ANALYZE")


def without_indexes() -> list[str]:
    """Take the inverted indexes away while rows are put; return how to make them again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'core_searchentry' AND indexdef LIKE '%gin%'"
        )
        indexes = dict(cursor.fetchall())
        for name in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
    return list(indexes.values())


def put(
    number: int,
    said: dict[str, list[str]],
    places: list[str],
    terms: dict[str, list[int]],
    chance: random.Random,
) -> None:
    facets = [pk for name, many in FACETS.items() for pk in chance.sample(terms[name], many)]
    facets.append(-chance.randint(1, REGIONS))
    named = chance.choices(places, [1 / rank for rank in range(1, len(places) + 1)], k=PLACES_IN_BODY)
    audience = chance.choices([0, 1, 2], [85, 12, 3])[0]
    for language in LANGUAGES:
        drawn = chance.sample(said[language], SENTENCES_IN_BODY + 2)
        entries.put(
            kind="practice",
            object_id=number,
            language=language,
            is_source=language == "fi",
            fields=Fields(" ".join(drawn[0].split()[:7]), drawn[1][:300], " ".join([*drawn[2:], *named])),
            audience=SearchEntry.Audience(audience),
            group_id=chance.randint(1, 20) if audience == SearchEntry.Audience.GROUP else None,
            facets=facets,
            terms=facets[:8],
            rank_boost=chance.random(),
            uses=chance.choices(range(6), [80, 10, 5, 3, 1, 1])[0],
            evidence=chance.choices([None, 0, 1, 2, 3, 4], [20, 20, 30, 20, 7, 3])[0],
            published_at=NOW - timedelta(hours=number),
            stale_from=NOW + timedelta(days=365) - timedelta(hours=number),
        )


def words_by_share() -> dict[str, list[str]]:
    """Finnish base forms that find so many of the practices, with all that they mean: the nearest to each share."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT word, ndoc FROM ts_stat($$
                SELECT vector FROM core_searchentry WHERE language = 'fi' AND object_id % 20 = 0
            $$) WHERE word ~ '^[a-zåäö]{4,}$'"""
        )
        counted = cursor.fetchall()
    documents = SearchEntry.objects.filter(language="fi").count()
    words = glossary.current()
    chosen = {}
    for name, share in SHARES.items():
        near = sorted(counted, key=lambda one: (abs(one[1] * 20 / documents - share), one[0]))[:CANDIDATES]
        totals = {
            word: search(queries.read(word, glossary=words), lookup.Audience(), {}).total for word, _ in near
        }
        chosen[name] = sorted(totals, key=lambda word: (abs(totals[word] / documents - share), word))[
            :WORDS_EACH
        ]
    return chosen


def search(
    query: queries.Query, audience: lookup.Audience, groups: dict[str, frozenset[int]]
) -> lookup.Found:
    """What a page of the library asks for."""
    return lookup.find(
        kinds=["practice"], query=query, language="fi", audience=audience, filters=lookup.Filters({}, groups),
        now=NOW, limit=20, order="newest" if query.is_blank else "relevance",
    )  # fmt: skip


AUDIENCES = {
    "visitor": lookup.Audience(),
    "signed in": lookup.Audience(sees_network=True, group_ids=frozenset({3, 7})),
}


class Stopwatch:
    """How long the search's statement takes, in milliseconds; what it leaves behind for the next is not looked at."""

    def __init__(self, times: list[float]) -> None:
        self.times = times

    def __call__(self, execute: Any, sql: Any, parameters: Any, many: bool, context: Any) -> Any:
        started = time.perf_counter()
        done = execute(sql, parameters, many, context)
        if context["cursor"].description:
            self.times.append((time.perf_counter() - started) * 1000)
        return done


def measure(rounds: int) -> dict[str, Any]:
    """Milliseconds of one search with its facets, by how common the word is: counted for the first time, and again
    while nothing has changed.
    """
    groups = {name: frozenset(Term.objects.of(name).values_list("pk", flat=True)) for name in FACETS}
    asked = words_by_share()
    asked["two words"] = [" ".join(pair) for pair in pairwise(asked["common"])]
    asked["everywhere"] = ["ohjaus"]
    asked["nothing typed"] = [""]
    words = glossary.current()
    result: dict[str, Any] = {"words": asked}
    for who, audience in AUDIENCES.items():
        for name, texts in asked.items():
            times: dict[str, list[float]] = {"first": [], "again": []}
            for _round in range(rounds):
                SearchCount.objects.all().delete()
                for when, text in product(times, texts):
                    query = queries.read(text, glossary=words)
                    with connection.execute_wrapper(Stopwatch(times[when])):
                        found = search(query, audience, groups)
            row = {
                f"{when} {figure}": round(value, 1)
                for when, taken in times.items()
                for figure, value in (("median", statistics.median(taken)), ("p95", p95(taken)))
            }
            result[f"{who}: {name}"] = row
            most = MOST_MS.get((who, name))
            asked_for = f" (p95 at most {most} ms)" if most else ""
            late = "  NOT REACHED" if most and row["first p95"] > most else ""
            print(f"{who:>10}: {name:<14} {row}, last: {found.total} found{asked_for}{late}", flush=True)
    return result


def p95(times: list[float]) -> float:
    return sorted(times)[max(round(len(times) * 0.95) - 1, 0)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", choices=SIZES, default="large")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--data", type=Path, default=ROOT / ".portal")
    options = parser.parse_args()
    folder = options.data.resolve() / "bench"
    servers = Servers.of(folder / f"search-{options.size}", options=UNSAFE)
    servers.start_postgres()
    try:
        place = env.database(servers.postgres.url("postgres"))
        place["OPTIONS"].pop("pool")
        settings.DATABASES["default"].update(place)
        call_command("migrate", verbosity=0)
        fill(SIZES[options.size])
        result = measure(options.rounds)
        (folder / "search.json").write_text(json.dumps(result, indent=1, ensure_ascii=False))
    finally:
        connection.close()
        servers.close()


if __name__ == "__main__":
    main()
