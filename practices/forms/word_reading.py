"""A filled Word file to the texts of a practice. Nothing that was written in it is dropped."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import override

from practices.fields import LINK_LENGTH, MAX_STEPS, STEP_LENGTH, TEXT_LENGTHS
from practices.forms.labels import LABELS
from practices.word_form import (
    FIELD_STYLE,
    FIELDS,
    HELP_STYLE,
    STEP_STYLE,
    heading,
    own_headings,
    said_by_us,
    step_heading,
)

Block = dict[str, str]
STORED_SHORT = ("title", "summary", "funding")  # the database has room for no more
STEP = re.compile(r"^(?P<word>\w+) \d+[.:]?\s*(?P<rest>.*)$", re.DOTALL)
is_link = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class Filled:
    """`too_long`: fields whose text must be shortened; `has_unknown`: text that was put into the description."""

    language: str
    values: dict[str, Any]
    too_long: list[str] = field(default_factory=list)
    has_unknown: bool = False

    @property
    def title(self) -> str:
        return str(self.values.get("title", ""))

    @property
    def is_empty(self) -> bool:
        return not any(self.values.values())


def read(blocks: list[Block], *, otherwise: str) -> Filled:
    """The texts by field, in the language whose headings the file has (`otherwise`: if it has none)."""
    language = _language(blocks) or otherwise
    with override(language):
        parts = _by_field(blocks)
        return _filled(parts, language)


def _language(blocks: list[Block]) -> str:
    found = {}
    texts = {_plain(block["text"]) for block in blocks}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = sum(
                _plain(heading(name)) in texts or _plain(LABELS[name]) in texts for name in FIELDS
            )
    best = max(found, key=lambda code: found[code])
    return best if found[best] else ""


def _by_field(blocks: list[Block]) -> dict[str, list[Block]]:
    """Field -> what stands below its heading; "" -> what stands below none of ours."""
    names = {_plain(words): name for name in FIELDS for words in (heading(name), str(LABELS[name]))}
    help_words = {_plain(words) for words in said_by_us()}
    parts: dict[str, list[Block]] = defaultdict(list)
    ours = own_headings()
    now = ""
    for block in blocks:
        style, text = block["style"], block["text"]
        marked = style.removeprefix(FIELD_STYLE) if style.startswith(FIELD_STYLE) else ""
        if marked in FIELDS or (_may_head(style) and _plain(text) in names):
            now = marked if marked in FIELDS else names[_plain(text)]
        elif style in {"Title", "Heading 1"} or (_may_head(style) and text in ours):
            now = ""
            if text and text not in ours:
                parts[""].append({**block, "style": "Heading 3"})
        elif text and style != HELP_STYLE and _plain(text) not in help_words:
            parts[now].append(block)
    return parts


def _may_head(style: str) -> bool:
    """A heading, or plain text where the styles were lost; never an item of a list."""
    return not style.startswith(("List", "table")) and style not in {HELP_STYLE, STEP_STYLE}


def _filled(parts: dict[str, list[Block]], language: str) -> Filled:
    values: dict[str, Any] = {
        name: _markdown(parts[name]) for name in FIELDS if name in parts and name not in {"steps", "links"}
    }
    values["steps"] = _steps(parts.get("steps", []))
    values["links"], no_links = _links(parts.get("links", []))
    unknown = [text for text in (_markdown(parts.get("", [])), no_links) if text]
    too_long = [name for name, longest in TEXT_LENGTHS.items() if len(values.get(name, "")) > longest]
    for name in STORED_SHORT:
        if name in too_long:
            unknown.append(f"### {LABELS[name]}\n\n{values[name]}")
            values[name] = values[name][: TEXT_LENGTHS[name]].rsplit(" ", 1)[0]
    if len(values["steps"]) > MAX_STEPS or any(len(step) > STEP_LENGTH for step in values["steps"]):
        too_long.append("steps")
    if unknown:
        values["description"] = "\n\n".join(
            [part for part in (values.get("description", ""), *unknown) if part]
        )
    return Filled(language, {name: value for name, value in values.items() if value}, too_long, bool(unknown))


def _markdown(blocks: list[Block]) -> str:
    """Paragraphs apart, items of a list together, the writer's own headings marked as such."""
    text = ""
    was_listed = False
    for block in blocks:
        is_listed = bool(block["mark"])
        start = "### " if re.match(r"Heading [2-9]", block["style"]) else block["mark"]
        text += ("\n" if is_listed and was_listed else "\n\n") + start + block["text"]
        was_listed = is_listed
    return text.strip()


def _steps(blocks: list[Block]) -> list[str]:
    """A step begins at its heading ("Step 1"), or where there is none, each paragraph is one."""
    word = step_heading(1).split()[0].casefold()
    steps: list[list[str]] = []
    has_headings = any(_step_words(block, word) is not None for block in blocks)
    for block in blocks:
        begun = _step_words(block, word)
        if begun is not None:
            steps.append([begun] if begun else [])
        elif has_headings and steps:
            steps[-1].append(f"{block['mark']}{block['text']}")
        else:
            steps.append([block["text"]])
    return [_step(lines) for lines in steps if lines]


def _step(lines: list[str]) -> str:
    """The first line is the heading; below it, paragraphs."""
    first, _newline, rest = lines[0].partition("\n")
    below = "\n\n".join(part for part in (rest, *lines[1:]) if part)
    return f"{first}\n{below}".strip()


def _step_words(block: Block, word: str) -> str | None:
    """What stands behind "Step 1" in its heading; None for a block that is no such heading."""
    match = STEP.match(block["text"])
    if match and match["word"].casefold() == word:
        return match["rest"].strip()
    return block["text"] if block["style"] == STEP_STYLE else None


def _links(blocks: list[Block]) -> tuple[list[str], str]:
    """The addresses, and whatever is none."""
    links: list[str] = []
    others: list[str] = []
    for line in (line.strip() for block in blocks for line in block["text"].splitlines()):
        address = line if "://" in line else f"https://{line}"
        try:
            is_link(address)
        except ValidationError:
            others.append(line)
        else:
            (links if len(address) <= LINK_LENGTH else others).append(address)
    return links, "\n\n".join(others)


def _plain(text: object) -> str:
    """For comparing: as a person might retype it."""
    return re.sub(r"\W+", " ", str(text)).strip().casefold()
