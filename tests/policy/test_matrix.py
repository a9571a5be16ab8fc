"""The policy table against the portal: every address, every role, own and foreign things, GET and POST.

One world is built for the module; each request runs in a savepoint of its own that is rolled back.
"""

from collections.abc import Iterator

import pytest

from elo_portal.core import viewers
from tests.factories import NOW
from tests.policy.addresses import Address, address_of, all_addresses, url
from tests.policy.asking import Outcome, ask
from tests.policy.table import TABLE
from tests.policy.words import EVERYBODY, NOBODY, Answer, Line
from tests.policy.world import World

pytestmark = pytest.mark.django_db

REFUSALS = set(Answer) - {Answer.OPEN, Answer.LEADS}
WITHOUT_TOKEN = {
    "pages:theme": "a cached page holds no token, and a forged choice of colours harms nobody",
    "oai": "a question of the protocol may be posted; it changes nothing",
    "members:unsubscribe": "mail programs post it (RFC 8058); the link itself is the secret",
}
HOW = """
For example, with the audiences of tests/policy/words.py:
  page("practices:shelf", MEMBERS),
  form("practices:answer", MAKERS, of="public practice", forbidden=SIGNED_IN - MAKERS),
  button("practices:thank", MEMBERS, of="network practice", writes=MEMBERS),
`of=` names a thing of tests/policy/things/; one that is not there yet is made by a function marked @thing(...).
"""
ABOUT_THINGS = [line for line in TABLE if line.of]
by_line = pytest.mark.parametrize("line", TABLE, ids=str)


@pytest.fixture(scope="module")
def heard() -> dict[tuple[str, str, str], Answer]:
    """What was answered about things that are not there."""
    return {}


def test_every_address_stands_in_the_table(portal):
    there = {address_of(line, portal).key for line in TABLE if line.name in _names()}
    missing = [
        f"{address}: add a line to tests/policy/table/{address.file}"
        for address in all_addresses()
        if address.key not in there
    ]

    assert not missing, "Nobody has said who may open these addresses:\n  " + "\n  ".join(missing) + HOW


def test_the_table_names_no_address_that_is_gone():
    gone = [str(line) for line in TABLE if line.name not in _names()]

    assert not gone, f"tests/policy/table: remove these lines, their address is gone: {gone}"


def _names() -> set[str]:
    return {address.name for address in all_addresses()}


@by_line
def test_everybody_gets_the_answer_of_the_table(portal, line):
    path = url(line, portal)
    wrong = [
        f"{method} {path} as {who}: {complaint}"
        for method in line.methods
        for who in sorted(EVERYBODY)
        for complaint in _complaints(line, method, who, ask(portal, who, method, path, line))
    ]

    assert not wrong, f"{line} in tests/policy/table says otherwise:\n  " + "\n  ".join(wrong)


def _complaints(line: Line, method: str, who: str, found: Outcome) -> Iterator[str]:
    expected = line.expected(who)
    is_done = method == "POST" and expected is Answer.OPEN and found.answer is Answer.LEADS
    if found.answer != expected and not is_done:
        yield f"expected {expected!s}, got {found.answer!s}"
    tables = sorted(set(found.written))
    if method == "GET" and tables and not (line.leaves_trace and expected is Answer.OPEN):
        yield f"a GET writes to {tables}"
    if method == "POST" and tables and expected in REFUSALS:
        yield f"is refused, and yet it writes to {tables}"
    if method == "POST" and line.writes is not None and bool(tables) != (who in line.writes):
        yield f"writes to {tables}" if tables else "changes nothing"


def test_no_address_takes_a_method_that_the_table_does_not_name(portal):
    wrong = []
    for lines in _lines_by_address(portal).values():
        line, path = lines[0], url(lines[0], portal)
        for method in {"GET", "POST"} - {method for line in lines for method in line.methods}:
            for who in sorted(EVERYBODY):
                found = ask(portal, who, method, path, line)
                if found.answer not in REFUSALS or found.written:
                    wrong.append(f"{method} {path} as {who}: {found.answer!s}, writes to {found.written}")

    assert not wrong, (
        "These take more than tests/policy/table says (`form` is read and posted, `button` only posted, "
        "`page` only read):\n  " + "\n  ".join(wrong)
    )


def _lines_by_address(portal: World) -> dict[Address, list[Line]]:
    found: dict[tuple[str, frozenset[str]], list[Line]] = {}
    for line in TABLE:
        found.setdefault(address_of(line, portal).key, []).append(line)
    return found


@pytest.mark.parametrize("line", ABOUT_THINGS, ids=str)
def test_what_one_may_not_see_is_answered_like_what_is_not_there(portal, heard, line):
    """403 about a thing that is hidden would say that it exists."""
    method, path = line.methods[0], url(line, portal, is_absent=True)
    wrong = []
    for who in sorted(line.to | line.led | line.whom(Answer.FORBIDDEN)):
        question = (who, method, path)  # the same for every state that the thing would have
        if question not in heard:
            heard[question] = ask(portal, who, method, path, line).answer
        found = heard[question]
        if line.expected(who) is not Answer.FORBIDDEN:
            if found != line.absent:
                wrong.append(f"{who}: {found!s} about a thing that is not there")
        elif found is not Answer.FORBIDDEN and not _sees(portal, who, line):
            wrong.append(f"{who}: 403, but {found!s} about what is not there")

    assert not wrong, f"{line}, {method} {path}:\n  " + "\n  ".join(wrong)


def _sees(portal: World, who: str, line: Line) -> bool:
    row = portal.things[line.of].row
    viewer = viewers.of_person(portal.people[who].pk, now=NOW)
    return row is not None and type(row)._default_manager.visible_to(viewer).filter(pk=row.pk).exists()


def test_every_post_needs_the_token_of_its_form(portal):
    wrong = []
    for lines in _lines_by_address(portal).values():
        line = next((one for one in lines if "POST" in one.methods), None)
        if line is None or not line.to | line.led:
            continue
        who = min(line.to | line.led)
        found = ask(portal, who, "POST", url(line, portal), line, needs_token=True)
        is_refused = found.answer is Answer.FORBIDDEN and not found.written
        if is_refused == (line.name in WITHOUT_TOKEN):
            wrong.append(f"{line} as {who}: {found.answer!s}, writes to {found.written}")

    assert not wrong, "Without the token against forged requests:\n  " + "\n  ".join(wrong)


def test_the_matrix_is_as_large_as_it_was_meant_to_be():
    cells = sum(len(line.methods) * len(EVERYBODY) for line in TABLE)

    assert (cells >= 1_900, NOBODY < EVERYBODY, len(EVERYBODY)) == (True, True, 15)
