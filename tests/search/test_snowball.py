"""Many search at once, and each thread reads its own words."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
import snowballstemmer

from elo_portal.core.search import finnish
from elo_portal.core.search.snowball import stemmed

WORDS = [
    f"{start}{end}"
    for start in ("kehrä", "vlogg", "pakop", "tsuumail")
    for end in ("", "ssa", "mme", "illekin")
]
THREADS = 8


@pytest.fixture
def _hurried_threads():
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def in_threads(read):
    """What each of the threads has read."""
    with ThreadPoolExecutor(THREADS) as pool:
        return [one.result() for one in [pool.submit(read) for _thread in range(THREADS)]]


@pytest.mark.usefixtures("_hurried_threads")
def test_threads_do_not_cut_each_others_words():
    expected = [snowballstemmer.stemmer("finnish").stemWord(word) for word in WORDS]

    for found in in_threads(lambda: [[stemmed(word, "finnish") for word in WORDS] for _time in range(20)]):
        assert found == [expected] * 20


@pytest.mark.usefixtures("_hurried_threads")
def test_one_stemmer_for_all_threads_would():
    """The control: what the portal must not do."""
    shared = snowballstemmer.stemmer("finnish")
    expected = [snowballstemmer.stemmer("finnish").stemWord(word) for word in WORDS]

    def read():
        try:
            return [[shared.stemWord(word) for word in WORDS] for _time in range(20)]
        except (IndexError, AttributeError, AssertionError):
            return "broken"

    assert any(found != [expected] * 20 for found in in_threads(read))


@pytest.mark.usefixtures("_hurried_threads")
def test_threads_read_the_dictionary_side_by_side():
    words = ["etäohjauksessa", "kotoutumisohjauksen", "urasuunnittelutaidoista", "nuorisotyöttömyyden"]
    expected = [finnish._analyse_raw(word) for word in words]

    for found in in_threads(lambda: [[finnish._analyse_raw(word) for word in words] for _time in range(3)]):
        assert found == [expected] * 3
