"""`manage.py verify_invariants`: a line for each rule of the data that is broken."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from members import invariants as members
from practices import invariants as practices
from seminars import invariants as seminars


class Command(BaseCommand):
    help = "Print a line for each rule of the data that is broken; exit status 1 if any."

    def handle(self, **_: Any) -> None:
        lines = [line for app in (members, practices, seminars) for line in app.broken()]
        for line in lines:
            self.stdout.write(line)
        if lines:
            sys.exit(1)
