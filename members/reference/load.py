"""Fills the reference tables from `data/*.csv` (Statistics Finland, CC BY 4.0)."""

import csv
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.apps import apps

DATA = Path(__file__).parent / "data"
NAMES = ("name_fi", "name_sv", "name_en")
REGION_FIELDS = ("code", "slug", "abbreviation", "nuts3", "tile_column", "tile_row", *NAMES)
ELY_CENTRES = (date(2010, 1, 1), date(2025, 12, 31))
ECONOMIC_DEVELOPMENT_CENTRES = (date(2026, 1, 1), None)
PURPOSES = {
    "national": {
        "purpose_fi": "Valtakunnallinen ELO-ryhmä sovittaa yhteen elinikäisen ohjauksen kehittämistä eri "
        "hallinnonaloilla. Se seuraa alueellisten ryhmien työtä ja tekee ehdotuksia, jotka koskevat koko maata.",
        "purpose_sv": "Den nationella ELO-gruppen samordnar utvecklingen av livslång vägledning inom olika "
        "förvaltningsområden. Den följer de regionala gruppernas arbete och lägger fram förslag som gäller hela landet.",
        "purpose_en": "The national ELO group coordinates the development of lifelong guidance across branches of "
        "administration. It follows the work of the regional groups and makes proposals that concern the whole country.",
    },
    "regional": {
        "purpose_fi": "Ryhmä kokoaa maakunnan ohjaustoimijat yhteen ja sopii, miten tieto-, neuvonta- ja "
        "ohjauspalvelut toimivat asiakkaan kannalta yhtenä kokonaisuutena. Se laatii toimintasuunnitelman ja "
        "kehittää ohjausosaamista yhdessä verkoston kanssa.",
        "purpose_sv": "Gruppen samlar vägledningsaktörerna i landskapet och kommer överens om hur informations-, "
        "rådgivnings- och vägledningstjänsterna fungerar som en helhet för klienten. Den gör upp en "
        "verksamhetsplan och utvecklar vägledningskompetensen tillsammans med nätverket.",
        "purpose_en": "The group brings the guidance actors of the region together and agrees how information, "
        "advice and guidance services work as one whole for the client. It draws up an action plan and develops "
        "guidance competence together with the network.",
    },
}
GetModel = Callable[..., Any]
Row = dict[str, str]


def load_reference_data(get_model: GetModel = apps.get_model) -> None:
    """Add what is missing and correct what differs; about 25 queries, and bears being repeated.

    A migration passes the `get_model` of its own moment. Groups that exist already stay as they are:
    their texts belong to the people who edit them.
    """
    regions = _load_regions(get_model("members", "Region"))
    authority, area = get_model("members", "Authority"), get_model("members", "EmploymentArea")
    _load_authorities(authority, "ely", "ely_2025", ELY_CENTRES, regions)
    _load_authorities(authority, "evk", "elinvoimakeskus_2026", ECONOMIC_DEVELOPMENT_CENTRES, regions)
    areas = _load_employment_areas(area, regions)
    counties = _load_counties(get_model("members", "WellbeingCounty"), regions)
    _load_municipalities(get_model("members", "Municipality"), regions, areas, counties)
    _load_groups(get_model("members", "Group"), regions)


def _rows(name: str) -> list[Row]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _names(row: Row, prefix: str = "") -> dict[str, str]:
    return {name: row[prefix + name] for name in NAMES}


def _region_codes(row: Row) -> list[str]:
    """Read "04 Satakunta + 21 Ahvenanmaa"."""
    return [part[:2] for part in row["regions"].split(" + ")]


def _upsert(
    model: Any, rows: Iterable[Mapping[str, Any]], key: tuple[str, ...] = ("code",)
) -> dict[str, Any]:
    """Write the rows, found by `key`; return them by code."""
    rows = list(rows)
    model.objects.bulk_create(
        [model(**row) for row in rows],
        update_conflicts=True,
        unique_fields=list(key),
        update_fields=[name for name in rows[0] if name not in key],
    )
    return {thing.code: thing for thing in model.objects.all()}


def _link(field: Any, near: str, pairs: set[tuple[int, int]]) -> None:
    """Make the many-to-many rows of the objects in `pairs` be exactly `pairs`."""
    through = field.through
    owners = {owner for owner, _ in pairs}
    there = through.objects.filter(**{f"{near}_id__in": owners})
    known = {(row[1], row[2]): row[0] for row in there.values_list("pk", f"{near}_id", "region_id")}
    through.objects.filter(pk__in=[pk for pair, pk in known.items() if pair not in pairs]).delete()
    through.objects.bulk_create(
        through(**{f"{near}_id": owner, "region_id": region})
        for owner, region in sorted(pairs - known.keys())
    )


def _load_regions(model: Any) -> dict[str, Any]:
    return _upsert(
        model,
        [
            {name: row[name] for name in REGION_FIELDS}
            | {"is_bilingual": int(row["bilingual_or_sv_municipalities"]) > 0}
            for row in _rows("regions")
        ],
    )


def _load_authorities(
    model: Any, kind: str, name: str, valid: tuple[date, date | None], regions: dict[str, Any]
) -> None:
    rows, (valid_from, valid_until) = _rows(name), valid
    _upsert(
        model,
        [
            {"kind": kind, "code": row["code"], "valid_from": valid_from, "valid_until": valid_until}
            | _names(row)
            for row in rows
        ],
        ("kind", "code"),
    )
    ids = dict(model.objects.filter(kind=kind).values_list("code", "pk"))
    pairs = {(ids[row["code"]], regions[code].pk) for row in rows for code in _region_codes(row)}
    _link(model.regions, "authority", pairs)


def _load_employment_areas(model: Any, regions: dict[str, Any]) -> dict[str, Any]:
    rows = _rows("employment_areas_2026")
    areas = _upsert(model, [{"code": row["code"]} | _names(row) for row in rows])
    pairs = {(areas[row["code"]].pk, regions[code].pk) for row in rows for code in _region_codes(row)}
    _link(model.regions, "employmentarea", pairs)
    return areas


def _load_counties(model: Any, regions: dict[str, Any]) -> dict[str, Any]:
    return _upsert(
        model,
        [
            {"code": row["code"], "region_id": regions[_region_codes(row)[0]].pk} | _names(row)
            for row in _rows("wellbeing_counties")
        ],
    )


def _load_municipalities(
    model: Any, regions: dict[str, Any], areas: dict[str, Any], counties: dict[str, Any]
) -> None:
    _upsert(
        model,
        [
            {
                "code": row["kunta"],
                "region_id": regions[row["maakunta_code"]].pk,
                "employment_area_id": areas[row["tyollisyysalue_code"]].pk,
                "wellbeing_county_id": counties[row["hyvinvointialue_code"]].pk,
                "language_relation": int(row["kielisuhde_code"]),
            }
            | _names(row, "municipality_")
            for row in _rows("municipalities_2026")
        ],
    )


def _load_groups(model: Any, regions: dict[str, Any]) -> None:
    rows = _rows("groups")
    known = set(model.objects.values_list("slug", flat=True))
    new = [row for row in rows if row["slug"] not in known]
    model.objects.bulk_create(
        model(slug=row["slug"], kind=row["kind"], **_names(row), **PURPOSES[row["kind"]]) for row in new
    )
    ids = dict(model.objects.values_list("slug", "pk"))
    _link(
        model.regions,
        "group",
        {(ids[row["slug"]], regions[row["region"]].pk) for row in new if row["region"]},
    )


def load_national_goals(get_model: GetModel = apps.get_model) -> None:
    """The first list of national goals; administrators go on from there, so what is there stays. One query."""
    term = get_model("core", "Term")
    rows = _rows("national_goals")
    term.objects.bulk_create([term(vocabulary="national_goal", **row) for row in rows], ignore_conflicts=True)
