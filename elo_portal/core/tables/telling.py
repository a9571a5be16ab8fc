"""What a command says of a file that it does not take."""

import sys
from collections.abc import Sequence

from django.core.management.base import OutputWrapper

from elo_portal.core.tables.reading import Problem


def stop_for(problems: Sequence[Problem], *, rows: int, out: OutputWrapper, err: OutputWrapper) -> None:
    """With a line for each problem and exit status 1, if there are any."""
    if not problems:
        return
    for problem in problems:
        out.write(str(problem))
    count = len({problem.row for problem in problems})
    err.write(f"Bad rows: {count} of {rows}. Nothing was written.")
    sys.exit(1)
