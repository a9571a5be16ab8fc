"""How long it takes to move 20,000 coordinators' roles when authorities end, and to take that back.

    make bench [SIZE=small|large] [DATA=folder/]

The 15 ELY centres of 2025 with as many coordinators each, in one transaction, as `manage.py transfer_authority`
does it. `small` is 2,000. In a PostgreSQL of its own, filled anew each time.
"""

import argparse
import json
import os
import shutil
import time
from datetime import UTC, date, datetime
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

django.setup()

from elo_portal import env
from elo_portal.core import viewers
from elo_portal.core.models import Term
from elo_portal.embedded.postgres import UNSAFE
from elo_portal.embedded.servers import Servers
from members.commands import transfers
from members.models import Authority, Membership, Organisation, Person, Region, RoleGrant

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 11, 24, tzinfo=UTC)
LONG_AGO = date(2020, 1, 1)
SIZES = {"small": 2_000, "large": 20_000}
MOST_SECONDS = 30


def fill(count: int) -> int:
    """People of one organisation, in Kanta-Häme, who coordinate the centres in turn; the id of an administrator."""
    kind = Term.objects.of("organisation_type")[0]
    organisation = Organisation.objects.create(
        name_fi="Mittaus", name_sv="Mätning", name_en="Measure", type=kind
    )
    organisation.regions.set(Region.objects.filter(code="05"))
    people = Person.objects.bulk_create(
        Person(first_name="A", last_name=f"B{number}", email=f"p{number}@example.org", joined_at=NOW)
        for number in range(count)
    )
    Membership.objects.bulk_create(
        Membership(person=one, organisation=organisation, state="approved", asked_at=NOW, decided_at=NOW, starts_on=LONG_AGO)
        for one in people
    )  # fmt: skip
    centres = list(Authority.objects.filter(kind="ely"))
    RoleGrant.objects.bulk_create(
        RoleGrant(
            person=one, role="coordinator", authority=centres[number % len(centres)], starts_on=LONG_AGO
        )
        for number, one in enumerate(people)
    )
    RoleGrant.objects.create(person=people[0], role="admin", starts_on=LONG_AGO)
    return people[0].pk


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", choices=SIZES, default="large")
    parser.add_argument("--data", type=Path, default=ROOT / ".portal")
    options = parser.parse_args()
    folder = options.data.resolve() / "bench"
    shutil.rmtree(folder / "reform", ignore_errors=True)
    servers = Servers.of(folder / "reform", options=UNSAFE)
    servers.start_postgres()
    try:
        place = env.database(servers.postgres.url("postgres"))
        place["OPTIONS"].pop("pool")
        settings.DATABASES["default"].update(place)
        call_command("migrate", verbosity=0)
        actor = viewers.of_person(fill(SIZES[options.size]), now=NOW)
        centres = list(Authority.objects.filter(kind="ely"))
        began = time.perf_counter()
        made = transfers.transfer(authorities=centres, chosen={}, actor=actor, now=NOW)
        there = time.perf_counter()
        transfers.undo(transfer_id=made.pk, actor=actor, now=NOW)
        back = time.perf_counter()
        figures = {"transfer": round(there - began, 1), "back": round(back - there, 1)}
        late = "  NOT REACHED" if max(figures.values()) > MOST_SECONDS else ""
        print(f"{SIZES[options.size]} roles: {figures} s (at most {MOST_SECONDS} s){late}")
        (folder / "reform.json").write_text(json.dumps(figures))
    finally:
        connection.close()
        servers.close()


if __name__ == "__main__":
    main()
