"""A process of its own for a stranger's file: little memory, little time, nothing of our environment."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from elo_portal.core.files.refusals import FileRefused

ROOT = Path(__file__).resolve().parents[3]
SECONDS = 30  # of the clock; the process has limits of its own for the processor and for memory
MOST_READ = 64_000_000


def run(job: str, content: bytes, *, extension: str) -> tuple[dict[str, Any], bytes]:
    """What `inside` answers. Raises FileRefused, also when the process dies or takes too long."""
    command = [sys.executable, "-E", "-s", "-m", "elo_portal.core.files.inside", job, extension]
    with tempfile.TemporaryFile() as answer:
        try:
            ended = subprocess.run(  # noqa: S603 - the command is ours, the file goes in as bytes
                command, input=content, stdout=answer, stderr=subprocess.DEVNULL, cwd=ROOT,
                env={"LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}, timeout=SECONDS, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise FileRefused("heavy") from error
        answer.seek(0)
        head, _newline, body = answer.read(MOST_READ).partition(b"\n")
    if ended.returncode != 0:
        raise FileRefused("heavy")
    said: dict[str, Any] = json.loads(head)
    if "refused" in said:
        raise FileRefused(said["refused"])
    return said, body
