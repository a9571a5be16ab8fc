"""`manage.py transfer_authority`: the coordinators of authorities that ended go to their successors."""

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import override

from elo_portal.core import viewers
from elo_portal.core.errors import DomainError
from members.commands import transfers as commands
from members.models import Authority, Transfer
from members.queries import transfers as queries
from members.queries.people import answering
from members.queries.transfers import Plan


class Command(BaseCommand):
    help = (
        "Move the coordinators of authorities that have ended (ely-04 ely-05, or --all) to those that follow in "
        "their regions. Says what would happen and writes nothing, until --carry-out. Where an authority was "
        "divided a person goes where they work, or where --give EMAIL=KEY says. --undo N takes a transfer back."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("authorities", nargs="*", metavar="KEY", help="As in ely-04.")
        parser.add_argument(
            "--all", action="store_true", help="All that have ended. Whoever was moved before stays."
        )
        parser.add_argument(
            "--give", action="append", default=[], metavar="EMAIL=KEY", help="May be repeated."
        )
        parser.add_argument(
            "--carry-out", action="store_true", help="Do it; without this nothing is written."
        )
        parser.add_argument("--undo", type=int, metavar="N", help="Take transfer N back.")
        parser.add_argument(
            "--actor", metavar="EMAIL", help="Who decides (default: the first administrator)."
        )

    def handle(self, **options: Any) -> None:
        person = answering(options["actor"], now=timezone.now())
        if person is None:
            raise CommandError("--actor is nobody's address, or there is no administrator.")
        self.actor = viewers.of_person(person.pk, now=timezone.now())
        with override("en"):
            try:
                if options["undo"]:
                    self._undo(options["undo"])
                else:
                    self._transfer(options)
            except DomainError as refusal:
                raise CommandError(str(refusal)) from refusal

    def _undo(self, number: int) -> None:
        try:
            commands.undo(transfer_id=number, actor=self.actor, now=timezone.now())
        except Transfer.DoesNotExist as missing:
            raise CommandError(f"There is no transfer {number}.") from missing
        self.stdout.write(f"Transfer {number} was taken back.")

    def _transfer(self, options: Mapping[str, Any]) -> None:
        by_key = {one.key: one for one in Authority.objects.all()}
        ended = queries.ended_authorities(today=timezone.localdate())
        authorities = ended if options["all"] else [_known(by_key, key) for key in options["authorities"]]
        if not authorities:
            raise CommandError("Name at least one authority, or --all.")
        if goes_on := [one.key for one in authorities if one.valid_until is None]:
            raise CommandError(f"These have no last day: {', '.join(goes_on)}")
        chosen = _chosen(options["give"], by_key)
        self._say(queries.plan(authorities, chosen=chosen, today=timezone.localdate()))
        if not options["carry_out"]:
            self.stdout.write("Dry run: nothing was written. Add --carry-out to do it.")
            return
        made = commands.transfer(authorities=authorities, chosen=chosen, actor=self.actor, now=timezone.now())
        self.stdout.write(f"Carried out as transfer {made.pk}; --undo {made.pk} takes it back.")

    def _say(self, plan: Plan) -> None:
        for one in plan.authorities:
            followers = ", ".join(following.key for following in plan.successors[one.pk]) or "NOBODY"
            count = sum(move.grant.authority_id == one.pk for move in plan.moves)
            self.stdout.write(f"{one.key} {one.name} -> {followers}: {count} to move")
        for move in plan.moves:
            if len(plan.successors[move.grant.authority_id or 0]) > 1:
                keys = ", ".join(one.key for one in move.to)
                self.stdout.write(f"  {move.grant.person.email} -> {keys}")
        for grant in plan.undecided:
            self.stdout.write(f"  {grant.person.email}: not decided, say --give {grant.person.email}=KEY")


def _known(by_key: Mapping[str, Authority], key: str) -> Authority:
    if key not in by_key:
        raise CommandError(f"There is no authority {key}.")
    return by_key[key]


def _chosen(given: list[str], by_key: Mapping[str, Authority]) -> dict[int, set[int]]:
    """Of `EMAIL=KEY`: person -> authorities."""
    found: dict[int, set[int]] = {}
    for one in given:
        email, _equals, key = one.rpartition("=")
        person = answering(email, now=timezone.now()) if email else None
        if person is None:
            raise CommandError(f"--give {one}: nobody has this address.")
        found.setdefault(person.pk, set()).add(_known(by_key, key).pk)
    return found
