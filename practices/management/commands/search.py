"""`manage.py search QUERY`: the library's search as an anonymous visitor sees it, in rank order."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from elo_portal.core.search import lookup, queries
from elo_portal.core.search.analyse import LANGUAGES, Language
from practices.indexing import KIND
from practices.models import Practice

Row = dict[str, str | None]


class Command(BaseCommand):
    help = "Search the library as a visitor does."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("query", nargs="?", default="")
        parser.add_argument("--language", choices=LANGUAGES, default="fi", help="the reader's language")
        parser.add_argument("--limit", type=int, default=20)
        parser.add_argument("--json", action="store_true", help="one array of objects")
        parser.add_argument(
            "--stdin", action="store_true", help="one `language<TAB>query` a line in, one array a line out"
        )

    def handle(self, *, query: str, language: Language, limit: int, **options: Any) -> None:
        if options["stdin"]:
            for line in sys.stdin:
                code, separator, text = line.rstrip("\n").partition("\t")
                if not separator or code not in LANGUAGES:
                    raise CommandError(f"Not a language, a tab and a query: {line!r}")
                self.stdout.write(json.dumps(_rows(text, code, limit), ensure_ascii=False))
        elif options["json"]:
            self.stdout.write(json.dumps(_rows(query, language, limit), ensure_ascii=False))
        else:
            for row in _rows(query, language, limit):
                self.stdout.write(f"{row['language']}  {row['title']}  ({row['slug']})")


def _rows(text: str, language: Any, limit: int) -> list[Row]:
    """Three queries."""
    found = lookup.find(
        kind=KIND, query=queries.read(text), language=language, audience=lookup.Audience(), limit=limit
    )
    practices = Practice.objects.prefetch_related("texts").in_bulk([hit.object_id for hit in found.hits])
    return [_row(practices[hit.object_id], hit.language) for hit in found.hits if hit.object_id in practices]


def _row(practice: Practice, language: str) -> Row:
    title = next(text.title for text in practice.texts.all() if text.language == language)
    return {"key": practice.key or None, "slug": practice.slug, "language": language, "title": title}
