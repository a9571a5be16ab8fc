"""`manage.py search QUERY`: the library's search as an anonymous visitor sees it."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from elo_portal.core.names import LANGUAGES
from practices.queries import browsing

LIMIT = 20


class Command(BaseCommand):
    help = "Search the library as an anonymous visitor; results in rank order."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("query", nargs="?", help="What to look for.")
        parser.add_argument("--language", choices=LANGUAGES, default="fi", help="The reader's language.")
        parser.add_argument("--limit", type=int, default=LIMIT, help="At most so many results.")
        parser.add_argument("--json", action="store_true", help="An array of key, slug, language and title.")
        parser.add_argument(
            "--stdin",
            action="store_true",
            help="Read one language<TAB>query a line; with --json, one array a line.",
        )

    def handle(self, *, query: str | None, language: str, limit: int, stdin: bool, **options: Any) -> None:
        if limit < 1:
            raise CommandError("--limit must be at least 1.")
        if stdin == (query is not None):
            raise CommandError("Give either a query or --stdin.")
        if query is not None:
            self._search(query, language, limit, as_json=options["json"])
            return
        for line in sys.stdin:
            code, tab, words = line.rstrip("\r\n").partition("\t")
            if not tab or code not in LANGUAGES:
                raise CommandError(f"Not language<TAB>query: {line!r}")
            self._search(words, code, limit, as_json=options["json"])

    def _search(self, query: str, language: str, limit: int, *, as_json: bool) -> None:
        found = browsing.as_visitor(text=query, language=language, limit=limit, now=timezone.now())
        if as_json:
            rows = [
                {"key": one.key or None, "slug": one.slug, "language": one.language, "title": one.title}
                for one in found
            ]
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        for place, one in enumerate(found, start=1):
            self.stdout.write(f"{place}. {one.title} ({one.language}) {one.slug}")
