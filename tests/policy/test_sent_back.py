"""Every form of every page is sent with too much text: it comes back with all that was typed, and says what is wrong.

The forms are read off the pages of the policy table, as somebody who may send them. What is no field of text stays as
it was chosen: the last choice of each group and list, every box.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from tests.policy.addresses import url
from tests.policy.asking import respond
from tests.policy.table import TABLE
from tests.policy.words import Line
from tests.policy.world import World
from tests.sent_back import Control, Form, Page

pytestmark = pytest.mark.django_db

TOO_LONG = 'Äidin & <b>"tyttären"</b> ' * 1_000
MENDED = {409, 422}
# Forms that have something to type and yet do not come back; each with its reason.
NOT_SENT_BACK = {
    "pages:components": "examples that lead nowhere",
}
WITH_A_FORM = [line for line in TABLE if "GET" in line.methods and line.to]


class Place(NamedTuple):
    """Where a form is sent."""

    name: str
    path: str
    form: Form


@pytest.fixture(scope="module")
def asked() -> set[tuple[str, frozenset[str]]]:
    """The forms that have been sent; many pages show the same one."""
    return set()


@pytest.mark.parametrize("line", WITH_A_FORM, ids=str)
def test_what_was_typed_comes_back_beside_what_is_wrong(portal, asked, line):
    who = min(line.to)
    wrong = [
        f"{place.name} as {who}: {fault}"
        for place in new_forms(portal, line, who, asked)
        for fault in faults(portal, who, place)
    ]

    assert wrong == []


def new_forms(portal: World, line: Line, who: str, asked: set[tuple[str, frozenset[str]]]) -> Iterator[Place]:
    """The forms on the page of the line that no page before has shown."""
    path = url(line, portal)
    response = respond(portal, who, path, None)
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return
    for place in forms_to_fill(response.content.decode(), path):
        key = (place.name, frozenset(place.form.controls))
        if key not in asked:
            asked.add(key)
            yield place


def forms_to_fill(html: str, path: str) -> Iterator[Place]:
    for form in Page(html).forms:
        target = urlsplit(form.action).path or path
        if form.method.lower() == "post" and any(one.is_text for one in form.controls.values()):
            yield Place(resolve(target).view_name, form.action or path, form)


def faults(portal: World, who: str, place: Place) -> Iterator[str]:
    typed = {name: filled(control) for name, control in place.form.controls.items()}
    response = respond(portal, who, place.path, place.form.hidden | place.form.button | typed)
    mends = {200} if place.name.startswith("account_") else MENDED  # what allauth answers
    if (response.status_code in mends) == (place.name in NOT_SENT_BACK):
        yield f"answers {response.status_code}"
    if response.status_code not in mends:
        return
    page = Page(response.content.decode())
    if not page.has_summary or not page.summary_links or not set(page.summary_links) <= page.ids:
        yield f"its summary of errors leads to {page.summary_links}"
    back = next((form for form in page.forms if kinds(form).items() >= kinds(place.form).items()), None)
    if back is None:
        yield "the form does not come back"
        return
    for name, value in typed.items():
        if not is_kept(back.controls[name], value):
            yield f"{name} comes back as {str(back.controls[name].values)[:60]}"


def kinds(form: Form) -> dict[str, str]:
    return {name: control.kind for name, control in form.controls.items()}


def filled(control: Control) -> Any:
    if control.is_text:
        return TOO_LONG
    return control.offered if control.kind == "checkbox" else control.offered[-1]


def is_kept(control: Control, value: Any) -> bool:
    """But for the spaces at its ends and kinds of line breaks."""
    if control.is_text:
        return "".join(control.values).split() == value.split()
    return sorted(control.values) == sorted(value if isinstance(value, list) else [value])


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("members:person", {"members:grant_role", "members:add_membership"}),
        ("members:settings", {"members:settings", "members:join"}),
        ("practices:tell", {"practices:tell"}),
        ("seminars:programme", {"seminars:programme"}),
        ("pages:synonym_new", {"pages:synonym_new"}),
    ],
)
def test_forms_are_found_on_their_pages(portal, name, forms):
    """Else nothing would be sent above, and nothing would be wrong."""
    line = next(line for line in WITH_A_FORM if line.name == name)
    path = url(line, portal)
    html = respond(portal, min(line.to), path, None).content.decode()

    assert {place.name for place in forms_to_fill(html, path)} == forms
