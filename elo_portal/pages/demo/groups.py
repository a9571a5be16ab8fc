"""What the ELO groups of the demo network are for, their mandates and resources, their sub-groups."""

from decimal import Decimal

from elo_portal.core.names import LANGUAGES
from elo_portal.pages.demo.files import rows
from members.models import Authority, Group, Mandate, Project, YearlyResources

MANDATE_WORDS = ("giver", "language", "scope", "may_decide", "limits", "document", "diary_number")
NAMES = tuple(f"{what}_{code}" for what in ("name", "purpose") for code in LANGUAGES)


def load() -> None:
    """Once, before the seats."""
    if Mandate.objects.exists():
        return
    groups = {group.slug: group for group in Group.objects.prefetch_related("regions")}
    for row in rows("groups", "group"):
        purposes = {name: row[name] for name in NAMES if name.startswith("purpose")}
        Group.objects.filter(slug=row["slug"]).update(**purposes)
    for row in rows("groups", "sub_group"):
        parent = groups[row["parent"]]
        texts = {name: row[name] for name in NAMES}
        made = Group.objects.create(kind=Group.Kind.SUB, parent=parent, slug=row["slug"], **texts)
        made.regions.set(parent.regions.all())
    _load_mandates(groups)
    _load_resources(groups)


def _load_mandates(groups: dict[str, Group]) -> None:
    authorities = {authority.key: authority for authority in Authority.objects.all()}
    for row in rows("groups", "mandate"):
        Mandate.objects.create(
            group=groups[row["group"]],
            authority=authorities[row["authority"]] if "authority" in row else None,
            starts_on=row["starts_on"],
            ends_on=row["ends_on"],
            **{name: row.get(name, "") for name in MANDATE_WORDS},
        )


def _load_resources(groups: dict[str, Group]) -> None:
    for row in rows("groups", "resources"):
        YearlyResources.objects.create(
            group=groups[row["group"]],
            year=row["year"],
            person_months=Decimal(row["person_months"]),
            budget=row["budget"],
            language=row["language"],
            funding=row["funding"],
        )
    for row in rows("groups", "project"):
        names = ("name", "funder", "first_year", "last_year")
        Project.objects.create(group=groups[row["group"]], **{name: row[name] for name in names})
