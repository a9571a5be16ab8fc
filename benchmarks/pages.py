"""What a page costs beside a bare view: CPU of the web server per request, at 8 connections, in one run.

    make bench [SIZE=small|large] [DATA=folder/]

Then imports.py and search.py measure the others of its figures. `large` is 2,000 practices and 200 events, `small` the demo network. The portal and the bare view (bare.py) stand on
the same gunicorn and the same PostgreSQL and are asked by turns. Only ratios of one run are worth comparing.

These pages are kept for as long as nothing changes; "made anew" is what the first reader costs.
"""

import argparse
import http.client
import itertools
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PORT = int(os.environ.get("PORT", "8000")) + 70
SIZES = {"small": (), "large": ("--practices", "2000", "--events", "200")}
CONNECTIONS, WARM_UP = 8, 60
UNHEARD = itertools.count()
TICK = os.sysconf("SC_CLK_TCK")
ASKED = {"visitor": 2.0, "signed in": 6.0}
MOST_SEARCH = 6.0


class Page(NamedTuple):
    name: str
    path: str
    who: str

    @property
    def most(self) -> float:
        """Times the bare view. A search may cost visitors more: hardly two ask the same."""
        return MOST_SEARCH if self.name == "search" else ASKED[self.who]

    def __str__(self) -> str:
        return f"{self.name}, {self.who}"


def manage(*words: str) -> str:
    command = (sys.executable, "-W", "ignore", "manage.py", *words)
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(f"manage.py {words[0]} failed")
    return done.stdout


@contextmanager
def served(application: str, port: int) -> Iterator[int]:
    """The process id of a gunicorn with two workers, as the demo has it."""
    shape = ("--workers", "2", "--threads", "4", "--bind", f"127.0.0.1:{port}", "--log-level", "error")
    web = subprocess.Popen((sys.executable, "-m", "gunicorn", application, *shape), cwd=ROOT)  # noqa: S603
    try:
        wait_for(port)
        yield web.pid
    finally:
        web.terminate()
        web.wait()


def wait_for(port: int) -> None:
    for _attempt in range(300):
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=5).connect()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"Nothing answers at port {port}.")


def cpu(master: int) -> float:
    """Seconds that the workers have used."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in children]
    return sum(int(one[11]) + int(one[12]) for one in fields) / TICK


def ask(port: int, path: str, cookie: str, count: int, *, anew: bool = False) -> None:
    """`count` times over one connection, `anew`: by addresses that nobody has asked. Anything but the page ends the run."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": cookie} if cookie else {}
    for _number in range(count):
        link.request(
            "GET",
            f"{path}{'&' if '?' in path else '?'}once={next(UNHEARD)}" if anew else path,
            headers=headers,
        )
        response = link.getresponse()
        response.read()
        if response.status != http.client.OK:
            raise SystemExit(f"{path}: {response.status}")
        if cookie and "no-store" not in response.headers["Cache-Control"]:
            raise SystemExit(f"{path}: not signed in")
    link.close()


def measured(
    master: int, port: int, path: str, cookie: str, count: int, *, anew: bool = False
) -> tuple[float, float]:
    """(milliseconds of CPU a request, requests a second)"""
    before, began = cpu(master), time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(
            pool.map(lambda _n: ask(port, path, cookie, count // CONNECTIONS, anew=anew), range(CONNECTIONS))
        )
    asked = count // CONNECTIONS * CONNECTIONS
    return (cpu(master) - before) / asked * 1000, asked / (time.perf_counter() - began)


def pages() -> list[Page]:
    found = manage("shell", "-v", "0", "-c", LOOK_UP)
    practice, event = re.findall(r"slug (\S+)", found)
    paths = {
        "home": "/fi/",
        "practices": "/fi/kaytannot/",
        "practice": f"/fi/kaytannot/{practice}/",
        "events": "/fi/tapahtumat/",
        "event": f"/fi/tapahtumat/{event}/",
        "search": "/fi/haku/?q=ohjaus",
    }
    return [Page(name, path, who) for who in ASKED for name, path in paths.items()]


LOOK_UP = """
from practices.models import Practice
from seminars.models import Event
print("slug", Practice.objects.get(key="etaohjausvuoro-iltaisin").slug)
print("slug", Event.objects.get(key="tno-seminaari-2027").slug)
"""
SIGN_IN = """
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from members.models import Account
account = Account.objects.get(email="ohjaaja@example.org")
session = SessionStore()
session[SESSION_KEY] = str(account.pk)
session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
session[HASH_SESSION_KEY] = account.get_session_auth_hash()
session.create()
print("session", f"{settings.SESSION_COOKIE_NAME}={session.session_key}")
"""


def compared(rounds: int, count: int) -> dict[str, Any]:
    cookie = manage("shell", "-v", "0", "-c", SIGN_IN).split("session ")[1].strip()
    subjects = pages()
    floor: list[float] = []
    found: dict[Page, list[float]] = {page: [] for page in subjects}
    speed: dict[Page, float] = {}
    anew: dict[Page, list[float]] = {page: [] for page in subjects}
    with (
        served("benchmarks.bare:application", PORT + 1) as bare,
        served("elo_portal.wsgi:application", PORT) as portal,
    ):
        for page in subjects:
            ask(PORT, page.path, cookie if page.who == "signed in" else "", WARM_UP)
        for _round in range(rounds):
            floor.append(measured(bare, PORT + 1, "/", "", count)[0])
            for page in subjects:
                signed_in = cookie if page.who == "signed in" else ""
                cost, speed[page] = measured(portal, PORT, page.path, signed_in, count)
                found[page].append(cost)
                anew[page].append(measured(portal, PORT, page.path, signed_in, count // 4, anew=True)[0])
    base = statistics.median(floor)
    rows = {
        str(page): {
            "ms": round(statistics.median(costs), 2),
            "times": round(statistics.median(costs) / base, 1),
            "asked": page.most,
            "per_second": round(speed[page]),
            "ms_anew": round(statistics.median(anew[page]), 2),
            "times_anew": round(statistics.median(anew[page]) / base, 1),
        }
        for page, costs in found.items()
    }
    return {"floor_ms": round(base, 2), "pages": rows}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", choices=SIZES, default="large")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--requests", type=int, default=400)
    parser.add_argument("--data", type=Path, default=ROOT / ".portal")
    options = parser.parse_args()
    folder = options.data.resolve() / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "DATA": str(folder / options.size), "SECRET_KEY": "benchmark" * 6, "DEMO": "1", "REQUIRE_MFA": "0", "DEFAULT_FROM_EMAIL": "bench@example.org", "EMAIL_URL": "smtp://127.0.0.1:9", "VALKEY_URL": "redis://127.0.0.1:9/0",
        "BASE_URL": f"http://localhost:{PORT}", "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "STATIC_ROOT": str(folder / "static"), "MEDIA_ROOT": str(folder / "media"),
    }  # fmt: skip
    from elo_portal.embedded.servers import Servers  # noqa: PLC0415 - after the environment is set

    servers = Servers.of(folder / options.size)
    servers.start_postgres()
    try:
        os.environ["DATABASE_URL"] = servers.postgres.url("postgres")
        manage("collectstatic", "--noinput")
        manage("migrate", "-v", "0")
        manage("createcachetable")
        manage("seed_demo", *SIZES[options.size])
        result = compared(options.rounds, options.requests)
    finally:
        servers.close()
    (folder / "pages.json").write_text(json.dumps(result, indent=1))
    print(f"bare view: {result['floor_ms']} ms of CPU a request")
    for name, row in result["pages"].items():
        verdict = "" if row["times"] <= row["asked"] else "  NOT REACHED"
        print(
            f"{name:24} {row['ms']:7.2f} ms {row['times']:6.1f} x (at most {row['asked']:.0f} x)"
            f" {row['per_second']:6} requests/s, made anew {row['times_anew']:5.1f} x{verdict}"
        )


if __name__ == "__main__":
    main()
