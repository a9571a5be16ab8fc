"""Talking to a virus scanner over its socket."""

import pytest

from elo_portal.core.files import scanning
from tests.core.files import clamd

HERE = ("127.0.0.1", 0)


def address_of(server):
    return "{}:{}".format(*server.server_address)


@pytest.mark.parametrize(
    ("content", "found"),
    [(b"puhdas", ""), (b"x" * 200_000, ""), (b"..." + clamd.EICAR, "Win.Test.EICAR_HDB-1")],
    ids=["clean", "several parts", "infected"],
)
def test_found_in_says_what_the_scanner_found(settings, content, found):
    with clamd.running(HERE) as server:
        settings.CLAMAV = address_of(server)

        assert scanning.found_in([content[:100_000], content[100_000:]]) == found
        assert server.received == [content]


def test_a_socket_of_this_machine_will_do(settings, tmp_path):
    with clamd.running(str(tmp_path / "clamd")):
        settings.CLAMAV = str(tmp_path / "clamd")

        assert scanning.found_in([clamd.EICAR]) == "Win.Test.EICAR_HDB-1"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (b"INSTREAM size limit exceeded. ERROR\0", scanning.NotScanned),
        (b"stream: maybe\0", scanning.NotScanned),
        (b"", scanning.ScannerAway),
    ],
)
def test_an_answer_that_tells_nothing_is_not_taken_for_clean(settings, answer, error):
    with clamd.running(HERE, answer=answer) as server:
        settings.CLAMAV = address_of(server)

        with pytest.raises((error, scanning.ScannerAway)):
            scanning.found_in([b"x"])


def test_a_scanner_that_is_away_is_told(settings):
    with clamd.running(HERE) as server:
        settings.CLAMAV = address_of(server)

    with pytest.raises(scanning.ScannerAway):
        scanning.found_in([b"x"])
