"""The demo that a drill hurts, and the table of what all drills measured."""

import signal
from collections.abc import Callable
from typing import Any

import pytest

pytest.register_assert_rewrite("tests.faults.demo")
from tests.faults.demo import Demo  # noqa: E402 - rewritten first

MEASURED = "measured"


@pytest.fixture
def demo(tmp_path):
    """Not started yet; stopped at the end, whatever has become of it."""
    demo = Demo(tmp_path / "Elo's data" / "portal")
    demo.data.parent.mkdir()
    yield demo
    if demo.process and not demo.has_ended():
        demo.process.send_signal(signal.SIGCONT)
        demo.stop()


@pytest.fixture
def measured(record_property) -> Callable[[str, float], None]:
    """Writes a number into the table: measured("sign-in", 0.24)."""
    return lambda what, seconds: record_property(MEASURED, f"{what} {seconds:.2f} s")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Drill, seconds, result, what it measured."""
    rows = [
        row(report) for name in ("passed", "failed", "error") for report in reports(terminalreporter, name)
    ]
    if not rows:
        return
    width = max(len(name) for name, *_ in rows)
    terminalreporter.section("drills")
    for name, seconds, result, found in sorted(rows):
        terminalreporter.write_line(f"{name:{width}}  {seconds:6.1f} s  {result:6}  {found}".rstrip())


def reports(terminalreporter: Any, name: str) -> list[Any]:
    return [
        report
        for report in terminalreporter.stats.get(name, [])
        if "tests/faults/" in report.nodeid and (report.when == "call" or report.failed)
    ]


def row(report: Any) -> tuple[str, float, str, str]:
    name = report.nodeid.rpartition("::")[2].removeprefix("test_").replace("_", " ")
    found = "; ".join(value for key, value in report.user_properties if key == MEASURED)
    return name, report.duration, report.outcome, found
