"""How long 5,000 practices take to come in from a file, and how soon one that is published is found.

    make bench [SIZE=small|large] [DATA=folder/]

The demo network is filled anew in a database of its own each time. The rows are made of the texts of the demo library;
the file is a spreadsheet, read, checked and carried out by `manage.py import_practices --publish`, in its own process.
`small` is 500 rows. Publishing is measured from the reviewer's decision until a search has found the words of the title.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from openpyxl import Workbook

ROOT = Path(__file__).resolve().parent.parent
ROWS = {"small": 500, "large": 5_000}
MOST_SECONDS = {"import": 60.0, "publish": 1.0}
SEPARATOR = "|"
PUBLICATIONS = 20
PUBLISH = f"""
import hashlib
import time
from django.utils import timezone
from elo_portal.core import viewers
from elo_portal.core.search.lookup import Audience
from elo_portal.core.search.searching import Asked, search
from members.models import Person
from practices.commands import review
from practices.indexing import KIND
from practices.models import Practice

LETTERS = str.maketrans("0123456789abcdef", "bdfghjklmnprstvw")
now = timezone.now
admin = viewers.of_person(Person.objects.get(email="yllapito@example.org").pk, now=now())
ours = Practice.objects.filter(status="published", visibility="public", texts__language="fi", maturity__gt=1, asked_at=None).exclude(source="bench")
for number, practice in enumerate(ours.order_by("pk")[:{PUBLICATIONS}]):
    word = hashlib.sha256(str(number).encode()).hexdigest()[:16].translate(LETTERS)  # no text has it
    practice.texts.filter(language="fi").update(title=f"Uusi {{word}}")
    Practice.objects.filter(pk=practice.pk).update(status="submitted", submitted_at=now())
    began = time.perf_counter()
    review.publish(practice_id=practice.pk, actor=admin, now=now())
    found = search(Asked(text=word, kinds=[KIND], language="fi", audience=Audience()), now=now()).found
    took = time.perf_counter() - began
    assert [hit.object_id for hit in found.hits] == [practice.pk], (word, found.total)
    print("took", took)
"""


def manage(*words: str) -> str:
    command = (sys.executable, "-W", "ignore", "manage.py", *words)
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(f"manage.py {words[0]} failed: {done.stdout[-2000:]}")
    return done.stdout


def rows(count: int) -> Iterator[dict[str, Any]]:
    """Texts of the demo library under names of their own."""
    files = sorted((ROOT / "elo_portal/pages/demo/practices").glob("*.toml"))
    texts = [
        (language, text)
        for path in files
        for language, text in tomllib.loads(path.read_text(encoding="utf-8"))["texts"].items()
        if text.get("need") and text.get("description")
    ]
    for number, (language, text) in enumerate(islice(cycle(texts), count), start=1):
        yield {
            "key": f"bench-{number}",
            "language": language,
            "title": f"{text['title'][:90]} {number}",
            "summary": text["summary"],
            "need": text["need"],
            "description": text["description"],
            "kind": "individual",
            "target_groups": SEPARATOR.join(["upper-sec", "vocational"]),
            "sectors": "education",
            "themes": SEPARATOR.join(["transitions", "access"]),
            "channels": "in-person",
            "organisation": "Koivurannan ammattiopisto",
            "regions": "06",
            "maturity": 3,
            "evidence_level": 1,
            "visibility": "public",
            "status": "published",
        }


def write(path: Path, count: int) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for number, row in enumerate(rows(count)):
        if not number:
            sheet.append(list(row))
        sheet.append(list(row.values()))
    book.save(path)


def measured(path: Path) -> dict[str, float]:
    """Seconds: of the whole import, median and worst of a publication."""
    began = time.perf_counter()
    manage("import_practices", str(path), "--publish", "--source", "bench")
    taken = time.perf_counter() - began
    said = manage("shell", "-v", "0", "-c", PUBLISH)
    times = [float(line.split()[1]) for line in said.splitlines() if line.startswith("took ")]
    if len(times) != PUBLICATIONS:
        raise SystemExit(f"Only {len(times)} of {PUBLICATIONS} were published.")
    return {"import": taken, "publish": max(times), "publish_median": statistics.median(times)}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", choices=ROWS, default="large")
    parser.add_argument("--data", type=Path, default=ROOT / ".portal")
    options = parser.parse_args()
    folder = options.data.resolve() / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "DATA": str(folder / "imports"), "SECRET_KEY": "benchmark" * 6, "DEMO": "1", "REQUIRE_MFA": "0", "DEFAULT_FROM_EMAIL": "bench@example.org", "EMAIL_URL": "smtp://127.0.0.1:9", "VALKEY_URL": "redis://127.0.0.1:9/0",
        "BASE_URL": "http://localhost:8000", "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "STATIC_ROOT": str(folder / "static"), "MEDIA_ROOT": str(folder / "media"),
    }  # fmt: skip
    from elo_portal.embedded.servers import Servers  # noqa: PLC0415 - after the environment is set

    shutil.rmtree(folder / "imports", ignore_errors=True)
    servers = Servers.of(folder / "imports")
    servers.start_postgres()
    try:
        os.environ["DATABASE_URL"] = servers.postgres.url("postgres")
        manage("migrate", "-v", "0")
        manage("createcachetable")
        manage("seed_demo")
        count = ROWS[options.size]
        file = folder / "practices.xlsx"
        write(file, count)
        result = {name: round(value, 2) for name, value in measured(file).items()}
    finally:
        servers.close()
    (folder / "imports.json").write_text(json.dumps({"rows": count} | result, indent=1))
    late = {name for name, most in MOST_SECONDS.items() if result[name] > most}
    print(
        f"import of {count} rows: {result['import']} s (at most {MOST_SECONDS['import']:.0f} s)"
        f"{'  NOT REACHED' if 'import' in late else ''}"
    )
    print(
        f"published and found: median {result['publish_median']} s, worst {result['publish']} s"
        f" (at most {MOST_SECONDS['publish']:.0f} s){'  NOT REACHED' if 'publish' in late else ''}"
    )


if __name__ == "__main__":
    main()
