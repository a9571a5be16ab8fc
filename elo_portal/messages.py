"""Catalogues without the gettext programs: `python elo_portal/messages.py extract|compile|check`.

Texts are found by Django's own template reader and Babel's Python reader. A catalogue is sorted by its texts and
names only files, not lines, so that two branches which add texts merge without a conflict.
"""

import io
import os
import re
import sys
import warnings
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib

# Babel is a development tool and Django is not set up here: both are only needed to extract.
try:
    from babel.messages.extract import extract as babel_extract
except ImportError:
    babel_extract = None  # type: ignore[assignment]
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fi", "sv")
CODE_FOLDERS = ("elo_portal", "members", "practices", "seminars")
TEMPLATE_SUFFIXES = {".html", ".txt", ".xml"}
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
HEADER = {
    "Project-Id-Version": "elo-portaali",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


class Text(NamedTuple):
    """What identifies a text: its English words and, where one word has two meanings, a context."""

    msgid: str
    context: str


class Found(NamedTuple):
    plural: str
    files: set[str]


def catalogue_path(language: str, root: Path = ROOT) -> Path:
    return root / "elo_portal" / "locale" / language / "LC_MESSAGES" / "django.po"


def source_files(root: Path) -> Iterator[Path]:
    for folder in CODE_FOLDERS:
        yield from sorted((root / folder).rglob("*.py"))
    yield from sorted(path for path in (root / "templates").rglob("*") if path.suffix in TEMPLATE_SUFFIXES)


def read_source(path: Path) -> bytes:
    """Return Python that holds the file's texts."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return source.encode()
    # The indentation of HTML means nothing, but Python's reader would stumble over it.
    return "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).splitlines()).encode()


def find_texts(root: Path = ROOT) -> dict[Text, Found]:
    """Return every translatable text of the project with the files that use it."""
    plurals: dict[Text, str] = {}
    files: dict[Text, set[str]] = defaultdict(set)
    for path in source_files(root):
        for _, words, _, context in babel_extract("python", io.BytesIO(read_source(path)), KEYWORDS):
            msgid, plural = words if isinstance(words, tuple) else (words, "")
            if not msgid:
                continue
            text = Text(msgid, context or "")
            files[text].add(path.relative_to(root).as_posix())
            plurals[text] = plurals.get(text) or plural
    return {text: Found(plurals[text], files[text]) for text in files}


def make_entry(text: Text, found: Found, old: polib.POEntry | None) -> polib.POEntry:
    """Return the entry of a text; a translation that was made before stays, if its shape still fits."""
    entry = polib.POEntry(msgid=text.msgid, occurrences=[(name, "") for name in sorted(found.files)])
    if text.context:
        entry.msgctxt = text.context
    if old is not None:
        entry.tcomment, entry.flags = old.tcomment, [flag for flag in old.flags if flag == "fuzzy"]
    if found.plural:
        entry.msgid_plural = found.plural
        kept = old.msgstr_plural if old is not None else {}
        entry.msgstr_plural = {form: kept.get(form, "") for form in (0, 1)}
    elif old is not None:
        entry.msgstr = old.msgstr
    return entry


def extract(root: Path = ROOT) -> None:
    """Bring the catalogues in step with the sources: new texts empty, unused ones dropped."""
    if babel_extract is None:
        sys.exit("Babel is missing: run `make setup` first.")
    texts = find_texts(root)
    for language in LANGUAGES:
        path = catalogue_path(language, root)
        known = {}
        if path.exists():
            known = {
                Text(old.msgid, old.msgctxt or ""): old for old in polib.pofile(str(path)) if not old.obsolete
            }
        catalogue = polib.POFile(wrapwidth=110)
        catalogue.metadata = HEADER | {"Language": language}
        for text in sorted(texts):
            catalogue.append(make_entry(text, texts[text], known.get(text)))
        write(path, str(catalogue).encode())


def compile_catalogues(root: Path = ROOT) -> None:
    """Write the .mo files that Django reads."""
    for language in LANGUAGES:
        path = catalogue_path(language, root)
        write(path.with_suffix(".mo"), polib.pofile(str(path)).to_binary())


def write(path: Path, content: bytes) -> None:
    """Replace a file whole, so that a running server never reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.read_bytes() == content:
        path.touch()
        return
    half = path.with_name(f"{path.name}.{os.getpid()}")
    half.write_bytes(content)
    half.replace(path)


def problems(root: Path = ROOT) -> list[str]:
    """Return a line for each text that is untranslated, doubtful, wrongly filled in, missing or unused."""
    texts = find_texts(root)
    lines = []
    for language in LANGUAGES:
        path = catalogue_path(language, root)
        entries = list(polib.pofile(str(path))) if path.exists() else []
        known = {Text(entry.msgid, entry.msgctxt or ""): entry for entry in entries if not entry.obsolete}
        lines += [
            f"{language}: not in the catalogue: {text.msgid!r}"
            for text in sorted(texts.keys() - known.keys())
        ]
        lines += [
            f"{language}: no longer used: {text.msgid!r}" for text in sorted(known.keys() - texts.keys())
        ]
        for text in sorted(texts.keys() & known.keys()):
            lines += [f"{language}: {reason}: {text.msgid!r}" for reason in faults(known[text])]
    return lines


def faults(entry: polib.POEntry) -> Iterator[str]:
    """Say what is wrong with one translation."""
    if "fuzzy" in entry.flags:
        yield "fuzzy"
    if not entry.msgid_plural:
        if not entry.msgstr:
            yield "empty"
        elif placeholders(entry.msgstr) != placeholders(entry.msgid):
            yield "placeholders differ"
        return
    one, many = placeholders(entry.msgid), placeholders(entry.msgid_plural)
    if not all(entry.msgstr_plural.get(form) for form in (0, 1)):
        yield "empty"
    # "One place" may be "%(count)s paikka" in Finnish, and the other way round.
    elif (
        placeholders(entry.msgstr_plural[0]) not in (one, many)
        or placeholders(entry.msgstr_plural[1]) != many
    ):
        yield "placeholders differ"


def placeholders(text: str) -> list[str]:
    return sorted(set(PLACEHOLDER.findall(text.replace("%%", ""))))


def check(root: Path = ROOT) -> int:
    lines = problems(root)
    for line in lines:
        print(line)
    return 1 if lines else 0


def main(arguments: list[str]) -> int:
    # Django's template reader warns of translator comments at the end of a line; they do not matter here.
    warnings.simplefilter("ignore")
    match arguments:
        case ["extract"]:
            extract()
        case ["compile"]:
            compile_catalogues()
        case ["check"]:
            return check()
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
