"""Reads the hand-written demo data beside this file."""

import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def rows(name: str, key: str) -> list[dict[str, Any]]:
    """The `[[key]]` tables of one file, in their order."""
    return list(_load(HERE / f"{name}.toml")[key])


def each(folder: str) -> list[tuple[str, dict[str, Any]]]:
    """(name, contents) of each file of a folder, sorted by name."""
    return [(path.stem, _load(path)) for path in sorted((HERE / folder).glob("*.toml"))]


def _load(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)
