"""How a component becomes HTML, and what the components agree on.

A component gets only what it is passed: no context leaks in. Its tag's signature is the contract.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple, get_args

from django.template import TemplateSyntaxError
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

Tone = Literal["neutral", "accent", "info", "success", "warning", "danger"]
Size = Literal["", "xs", "s", "l"]
Variant = Literal["primary", "secondary", "tertiary"]


def render(component: str, **values: Any) -> SafeString:
    """Render templates/components/<component>.html with these values and nothing else."""
    return SafeString(get_template(f"components/{component}.html").render(values))


def render_again(component: str, **texts: str) -> SafeString:
    """The same, remembered: for what stands on a page many times and takes nothing but texts."""
    plain = {name: text if isinstance(text, str) else str(text) for name, text in texts.items()}
    return _rendered(component, get_language(), **plain)


@lru_cache(4096, typed=True)  # typed: a text that is safe equals one that must be escaped
def _rendered(component: str, _language: str | None, **texts: str) -> SafeString:
    return render(component, **texts)


def check(component: str, name: str, value: str, allowed: Any) -> None:
    """Refuse a value that the component has no look for."""
    if value not in get_args(allowed):
        raise TemplateSyntaxError(f"{component}: unknown {name} {value!r}")


# The `data-color` of the seven marks, in their order.
MARK_COLOURS = ("jarvi", "mustikka", "kuusi", "lakka", "puolukka", "kanerva", "jakala")


def mark_colour(number: int) -> str:
    """The colour of mark `number`, 1 to 7."""
    if not 1 <= number <= len(MARK_COLOURS):
        raise TemplateSyntaxError(f"There is no mark {number!r}: they are numbered from 1 to 7")
    return MARK_COLOURS[number - 1]


class Tile(NamedTuple):
    """A region on the map: code of two digits, the reader's name for it, where it leads, its number."""

    code: str
    name: str
    url: str
    count: int | None = None  # type: ignore[assignment]
    heat: int = 0  # 0 to 4
    is_current: bool = False


class TargetLink(NamedTuple):
    """A development target on the strip: number of its mark, short name, where it leads, what stands below."""

    number: int
    name: str
    url: str
    note: str = ""


HEAT_STEPS = (1, 10, 20, 35)


def heat(count: int, steps: Sequence[int] = HEAT_STEPS) -> int:
    """How dark a tile is, 0 to 4: how many of the steps the count has reached."""
    return sum(count >= step for step in steps)


def heat_steps(most: int) -> tuple[int, int, int, int]:
    """Four steps of colour for counts up to `most`: the map tells regions apart in a small library too."""
    return (1, max(2, most // 4), max(3, most // 2), max(4, most * 3 // 4))


def tiles(counts: Iterable[tuple[str, str, str, int]], *, current: str = "") -> list[Tile]:
    """Tiles from (code, name, url, count), with the usual heat."""
    return [Tile(code, name, url, count, heat(count), code == current) for code, name, url, count in counts]
