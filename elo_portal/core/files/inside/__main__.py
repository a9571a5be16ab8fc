"""`python -m elo_portal.core.files.inside <job> <extension>`: a file on stdin, the answer on stdout.

The answer is a line of JSON, then the bytes to store where they are not those that came in.
"""

import json
import resource
import sys
from importlib import import_module
from typing import Any

from elo_portal.core.files.inside.refused import Refused
from elo_portal.core.files.kinds import KINDS

MEMORY = 1_500_000_000
CPU_SECONDS = 20
MOST_WRITTEN = 64_000_000
# By job and family. Only the parser that is needed is loaded, and only after the limits are set.
MODULES = {
    ("check", "pdf"): "pdfs",
    ("check", "picture"): "pictures",
    ("check", "office"): "archives",
    ("check", "odf"): "archives",
    ("words", "office"): "words",
}


def main(job: str, extension: str) -> None:
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, MOST_WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (value, value))
    answer: dict[str, Any]
    content = b""
    try:
        kind = KINDS[extension]
        module = import_module(f"elo_portal.core.files.inside.{MODULES[job, kind.family]}")
        answer, content = module.answer(sys.stdin.buffer.read(), kind)
    except Refused as refusal:
        answer = {"refused": refusal.reason}
    except (MemoryError, RecursionError):
        answer = {"refused": "heavy"}
    except Exception:  # noqa: BLE001 - whatever a parser stumbles over, the file is not in order
        answer = {"refused": "broken"}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + content)


if __name__ == "__main__":
    main(*sys.argv[1:])
