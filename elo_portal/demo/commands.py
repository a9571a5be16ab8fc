"""What the demo runs: one command line a process."""

import os
import sys
from pathlib import Path

from elo_portal.demo.children import Child
from elo_portal.demo.environment import ROOT
from elo_portal.demo.leftovers import MARK
from elo_portal.demo.ports import LOOPBACK

PYTHON = Path(sys.executable)
CELERY = (PYTHON, "-m", "celery", "-A", "elo_portal.celery:app")


def child(name: str, data: Path, identity: str, *command: str | Path) -> Child:
    environment = {
        **os.environ,
        MARK: identity,
        "DJANGO_SETTINGS_MODULE": "elo_portal.settings",
        "PYTHONUNBUFFERED": "1",
        "PYTHONPATH": str(ROOT),
    }
    return Child(name, command, ROOT, data / "log" / f"{name}.log", environment)


def preparation(data: Path, identity: str) -> list[Child]:
    """What must end well before the portal starts; all at the same time."""
    return [
        child("migrate", data, identity, PYTHON, "-m", "elo_portal.demo.fill"),
        child("static", data, identity, PYTHON, "-m", "elo_portal.demo.collect"),
    ]


def mail_sink(data: Path, identity: str, *, smtp_port: int, page_port: int) -> Child:
    module = "elo_portal.demo.mail_sink"
    return child(
        "mail", data, identity, PYTHON, "-m", module, str(data / "mail"), str(smtp_port), str(page_port)
    )


def portal(data: Path, identity: str, *, port: int) -> list[Child]:
    """Web, worker and beat."""
    web = (PYTHON, "-m", "gunicorn", "elo_portal.wsgi:application", "--bind", f"{LOOPBACK}:{port}")
    shape = (
        "--workers",
        "2",
        "--threads",
        "4",
        "--graceful-timeout",
        "5",
        "--timeout",
        "60",
    )  # see gunicorn.conf.py
    worker = (
        "worker",
        "--queues",
        "bell,heavy",
        "--concurrency",
        "2",
        "--without-gossip",
        "--without-mingle",
    )
    # No file with its process id: one that a kill leaves behind would keep the next beat from starting.
    beat = ("beat", "--schedule", data / "beat", "--pidfile", "")
    return [
        child("web", data, identity, *web, *shape),
        child("worker", data, identity, *CELERY, *worker, "--hostname", f"demo-{identity}@localhost"),
        child("beat", data, identity, *CELERY, *beat),
    ]
