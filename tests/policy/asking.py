"""Asking the portal as somebody, and reading what came of it."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test.client import ClientHandler, RequestFactory
from django.urls import reverse
from django.utils import translation

from tests.policy.words import Answer, Id, Line
from tests.policy.world import World

STATUSES = {
    int(answer): answer
    for answer in (Answer.FAILED, Answer.FORBIDDEN, Answer.NOT_FOUND, Answer.NOT_TAKEN, Answer.GONE)
}
TO_MEND = {409, 422}  # the form comes back and says why
WRITE = re.compile(r'(?:INSERT INTO|DELETE FROM|(?<!FOR )(?<!KEY )(?<!DO )UPDATE)\s+"?(\w+)"?')
NOT_LOOKED_AT = {"django_session", "core_cache"}  # the visitor's own session; counters of rate limits


class Outcome(NamedTuple):
    answer: Answer | str
    written: list[str]  # tables, one for each statement that writes


def ask(world: World, who: str, method: str, path: str, line: Line, *, needs_token: bool = False) -> Outcome:
    """One request, undone afterwards. What is written is read off the statements, committed or not."""
    data = posted(world, line) if method == "POST" else None
    with watching() as written:
        response = respond(world, who, path, data, needs_token=needs_token)
    return Outcome(answer_of(response, method), written)


def respond(
    world: World, who: str, path: str, data: Mapping[str, Any] | None, *, needs_token: bool = False
) -> HttpResponse:
    """The page as it is rendered; with data as a POST. Undone afterwards."""
    browser = RequestFactory()
    if who in world.sessions:
        browser.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[who]
    request = browser.get(path) if data is None else browser.post(path, data)
    request._dont_enforce_csrf_checks = not needs_token
    with transaction.atomic():
        response = portal().get_response(request)
        transaction.set_rollback(True)
    return response


@cache
def portal() -> ClientHandler:
    """All middlewares and views, without what a test client keeps of every rendered template."""
    handler = ClientHandler()
    handler.load_middleware()
    return handler


def posted(world: World, line: Line) -> dict[str, Any]:
    """The line's data; of an Id the key, of a function (a file, say) what it makes anew for each request."""
    return {name: _value(world, value) for name, value in line.data.items()}


def _value(world: World, value: Any) -> Any:
    if isinstance(value, Id):
        row = world.things[value.of].row
        assert row is not None, f"the thing {value.of!r} has no row that a form could name"
        return row.pk
    if isinstance(value, list):
        return [_value(world, one) for one in value]
    return value() if callable(value) else value


def answer_of(response: HttpResponse, method: str) -> Answer | str:
    """In the words of the table. A POST that is done leads on: it opened."""
    if response.status_code in (301, 302):
        target = urlsplit(response["Location"])
        with translation.override("fi"):
            asks_to_sign_in = target.path == reverse("account_login") and "next=" in target.query
        return Answer.SIGN_IN if asks_to_sign_in else Answer.LEADS
    if response.status_code in TO_MEND and method == "POST":
        return Answer.OPEN
    if 200 <= response.status_code < 300:
        return Answer.OPEN
    return STATUSES.get(response.status_code) or str(response.status_code)


@contextmanager
def watching() -> Iterator[list[str]]:
    """The tables that are written to meanwhile."""
    written: list[str] = []

    def look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        written.extend(table for table in WRITE.findall(str(sql)) if table not in NOT_LOOKED_AT)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield written
