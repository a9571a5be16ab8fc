"""What shows the library and the regions: marks, pips, cards, hits, the map, how full a thing is."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from django import template
from django.template import TemplateSyntaxError
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from elo_portal.core.components import (
    HEAT_STEPS,
    MARK_COLOURS,
    Size,
    TargetLink,
    Tile,
    check,
    mark_colour,
    render,
)

register = template.Library()

MARKS_ON_A_CARD = 3

# Where each region stands on the map: letters for small tiles, column, row.
PLACES = {
    "19": ("LAP", 4, 1),
    "17": ("PPO", 4, 2),
    "18": ("KAI", 5, 2),
    "15": ("POH", 2, 3),
    "16": ("KPO", 3, 3),
    "11": ("PSA", 4, 3),
    "12": ("PKA", 5, 3),
    "14": ("EPO", 2, 4),
    "13": ("KSU", 3, 4),
    "10": ("ESA", 4, 4),
    "04": ("SAT", 2, 5),
    "06": ("PIR", 3, 5),
    "07": ("PHÄ", 4, 5),
    "09": ("EKA", 5, 5),
    "21": ("AHV", 1, 6),
    "02": ("VSU", 2, 6),
    "05": ("KHÄ", 3, 6),
    "01": ("UUS", 4, 6),
    "08": ("KYM", 5, 6),
}
# Where long names may break, in a tile or on the strip.
BREAKS = {
    "Asiantuntijuus": "Asian\N{SOFT HYPHEN}tuntijuus",
    "Ahvenanmaa": "Ahvenan\N{SOFT HYPHEN}maa",
    "Birkaland": "Birka\N{SOFT HYPHEN}land",
    "Kajanaland": "Kajana\N{SOFT HYPHEN}land",
    "Kompetensutveckling": "Kompetens\N{SOFT HYPHEN}utveckling",
    "Kymenlaakso": "Kymen\N{SOFT HYPHEN}laakso",
    "Kymmenedalen": "Kymmene\N{SOFT HYPHEN}dalen",
    "Mellersta": "Mel\N{SOFT HYPHEN}lersta",
    "Ostrobothnia": "Ostro\N{SOFT HYPHEN}bothnia",
    "Toimivaltuudet": "Toimi\N{SOFT HYPHEN}valtuudet",
    "Tavastland": "Tavast\N{SOFT HYPHEN}land",
    "Österbotten": "Öster\N{SOFT HYPHEN}botten",
}


@register.simple_tag
def target_mark(number: int, *, size: Size = "", name: str = "") -> SafeString:
    """The mark of a development target. With `name` it says itself, else the name must stand beside it."""
    check("target_mark", "size", size, Size)
    label = _("Target %(number)s: %(name)s") % {"number": number, "name": name} if name else ""
    return _mark(f"m{number}", size, label, colour=mark_colour(number))


@register.simple_tag
def national_mark(*, size: Size = "") -> SafeString:
    """The mark of the national ELO group."""
    return _mark("national", size, "", colour="lakka", extra=" national")


@lru_cache(1024, typed=True)  # typed: see `components.render_again`
def _mark(symbol: str, size: Size, label: str, *, colour: str, extra: str = "") -> SafeString:
    says = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<span class="mark {}{}" data-color="{}" {}><svg aria-hidden="true"><use href="{}#{}"/></svg></span>',
        size,
        extra,
        colour,
        says,
        static("vendor/sprite.svg"),
        symbol,
    )


@register.simple_tag
def target_marks(targets: Sequence[tuple[int, str]], *, size: Size = "s") -> SafeString:
    """The marks of a practice from (number, name), main target first, at most three."""
    drawn = format_html_join(
        "", "{}", ((target_mark(number, size=size, name=name),) for number, name in targets[:MARKS_ON_A_CARD])
    )
    return format_html('<span class="marks">{}</span>', drawn)


@register.filter
def mark_color(number: int) -> str:
    """For `data-color`: every colour inside the element follows the target's."""
    return mark_colour(number)


@register.simple_tag
def target_strip(targets: Iterable[TargetLink]) -> SafeString:
    """All targets along the dotted line, from (number, name, url, note)."""
    return render("target_strip", targets=[_broken(TargetLink(*target)) for target in targets])


def _broken(link: TargetLink) -> TargetLink:
    return link._replace(name=_with_breaks(str(link.name)))


@register.simple_tag
def hero_trail() -> SafeString:
    """The path with the seven marks on the night field of the home page; a picture without words."""
    centres = ((90, 468), (226, 500), (360, 450), (330, 330), (226, 262), (330, 170), (470, 126))
    marks = [
        {"number": number, "colour": MARK_COLOURS[number - 1], "x": x, "y": y, "left": x - 30, "top": y - 30}
        for number, (x, y) in enumerate(centres, start=1)
    ]
    return render("hero_trail", marks=marks)


@register.simple_tag
@lru_cache(64)
def pips(value: int, out_of: int) -> SafeString:
    """A level as a row of boxes; heard as "3 / 5". The level's name must stand beside it."""
    if not 0 <= value <= out_of:
        raise TemplateSyntaxError(f"pips: {value} is not between 0 and {out_of}")
    boxes = SafeString('<i class="on"></i>' * value + "<i></i>" * (out_of - value))
    return format_html('<span class="pips" role="img" aria-label="{} / {}">{}</span>', value, out_of, boxes)


@register.simple_tag
def triad(
    *, maturity: int, maturity_name: str, evidence: int, evidence_name: str, adoption: str
) -> SafeString:
    """Never one number alone: maturity (1-5), evidence (0-4) and where it is in use ("5 regions")."""
    return render(
        "triad",
        maturity=maturity,
        maturity_name=maturity_name,
        evidence=evidence,
        evidence_name=evidence_name,
        adoption=adoption,
    )


@register.simple_block_tag
def practice_card(
    content: SafeString,
    *,
    title: str,
    url: str,
    summary: str,
    source: str,
    kind: str = "",
    targets: Sequence[tuple[int, str]] = (),
    lang: str = "",
) -> SafeString:
    """A practice among others; the triad goes inside. `source`: who and where, in one line."""
    return render(
        "practice_card",
        content=content,
        title=title,
        url=url,
        summary=summary,
        source=source,
        kind=kind,
        targets=targets,
        colour=mark_colour(targets[0][0]) if targets else "accent",
        lang=lang,
    )


@register.simple_block_tag
def practice_hit(
    content: SafeString,
    *,
    title: str,
    url: str,
    summary: str,
    target: tuple[int, str] | None = None,
    triad: str = "",
    level: int = 2,
    lang: str = "",
) -> SafeString:
    """A row of a search; tags go inside. `title` and `summary` may hold safe <mark>s, `triad` a made triad."""
    return render(
        "practice_hit",
        content=content,
        title=title,
        url=url,
        summary=summary,
        target=target,
        triad=triad,
        level=level,
        lang=lang,
    )


@register.simple_tag
def region_tiles(
    tiles: Iterable[Tile], *, label: str, unit: str = "", one: str = "", mini: bool = False
) -> SafeString:
    """The map: a list of links from (code, name, url, count, heat, is_current). `unit` is heard after the number."""
    drawn = []
    for tile in sorted((Tile(*tile) for tile in tiles), key=lambda tile: list(PLACES).index(tile.code)):
        letters, column, row = PLACES[tile.code]
        drawn.append(
            {
                "tile": tile,
                "name": _with_breaks(tile.name),
                "letters": letters,
                "column": column,
                "row": row,
                "unit": one if tile.count == 1 and one else unit,
            }
        )
    return render("region_tiles", tiles=drawn, label=label, mini=mini)


def _with_breaks(name: str) -> str:
    for word, broken in BREAKS.items():
        name = name.replace(word, broken)
    return name


@register.simple_tag
def heat_legend() -> SafeString:
    """What the shades of the map mean, for counts with the usual heat."""
    first, *_rest = HEAT_STEPS
    labels = ["0"] if first == 1 else [f"0–{first - 1}"]
    labels += [f"{low}–{high - 1}" for low, high in pairwise(HEAT_STEPS)]
    labels.append(_("%(count)s or more") % {"count": HEAT_STEPS[-1]})
    boxes = format_html_join("", '<span><i data-h="{}"></i>{}</span>', enumerate(labels))
    return format_html('<p class="legend">{}</p>', boxes)


@register.simple_tag
def capacity(label: str, *, taken: int, total: int | None = None, mark: int | None = None) -> SafeString:
    """How many places are left, in numbers and as a bar; without `total` there is no limit."""
    left = None if total is None else max(total - taken, 0)
    spoken = ""
    if total is not None:
        spoken = ngettext(
            "%(taken)s of %(total)s place taken", "%(taken)s of %(total)s places taken", total
        ) % {"taken": taken, "total": total}
    return render(
        "capacity",
        label=label,
        taken=taken,
        total=total,
        left=left,
        spoken=spoken,
        colour=mark_colour(mark) if mark else "accent",
    )


@register.simple_tag
def progress(percent: int, *, label: str, mark: int | None = None) -> SafeString:
    """How far something has come, 0 to 100, as a bar. Print the number beside it."""
    return format_html(
        '<progress class="bar" max="100" value="{}" data-color="{}" aria-label="{}">{} %</progress>',
        percent,
        mark_colour(mark) if mark else "accent",
        label,
        percent,
    )
