"""Names of files, whatever they were."""

import random
import re
import unicodedata

import pytest

from elo_portal.core.files import names
from elo_portal.core.files.refusals import FileRefused

ALPHABET = [chr(one) for one in (*range(0x20), *range(0x20, 0x7F), 0x7F, 0x85, 0xA0, 0xAD)] + list(
    "äöåÄÖÅšž日\u200b\u200d\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\ufeff\ue000\U000e0041\u0301"
)
BAD = re.compile(r'[<>:"/\\|?*%;`$\x00-\x1f\x7f]')


def test_whatever_the_name_was_it_comes_out_harmless():
    choose = random.Random(20260302)  # noqa: S311 - the same names each time
    for _ in range(3000):
        name = "".join(choose.choices(ALPHABET, k=choose.randint(0, 40))) + choose.choice(
            [".pdf", ".PDF", ""]
        )
        try:
            cleaned, extension = names.cleaned(name)
        except FileRefused:
            assert not name.lower().endswith(".pdf")
            continue
        assert not BAD.search(cleaned)
        assert not any(unicodedata.category(one) in names.INVISIBLE for one in cleaned)
        assert cleaned.endswith(f".{extension}")
        assert cleaned[0] not in " .-"
        assert len(cleaned) <= 120
        assert names.cleaned(cleaned) == (cleaned, extension)


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("Ohje v1.2.pdf", "Ohje v1.2.pdf"),
        ("12.3.2026 muistio.PDF", "12.3.2026 muistio.pdf"),
        ("Äänet ja öylätit.docx", "Äänet ja öylätit.docx"),
        ("A\u0308.pdf", "Ä.pdf"),
        ("lpt1.pdf", "_lpt1.pdf"),
        ("lpt1.txt.pdf", "lpt1_txt.pdf"),
        ("ohje.pdf.", "ohje.pdf"),
    ],
)
def test_a_good_name_stays(name, cleaned):
    assert names.cleaned(name)[0] == cleaned
