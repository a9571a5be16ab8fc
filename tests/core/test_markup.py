"""Markdown to HTML that can be shown."""

import pytest

from elo_portal.core import markup


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Kappale\nsama\n\ntoinen", "<p>Kappale\nsama</p>\n<p>toinen</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("# Iso\n\n#### Pieni", "<h3>Iso</h3>\n<h4>Pieni</h4>\n"),
        ("**a** _b_", "<p><strong>a</strong> <em>b</em></p>\n"),
        (
            "[x](https://example.org/?a=1&b=2)",
            '<p><a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer">x</a></p>\n',
        ),
        ("[x](/fi/)", '<p><a href="/fi/" rel="noopener noreferrer">x</a></p>\n'),
        ("<b>a</b>", "<p>&lt;b&gt;a&lt;/b&gt;</p>\n"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_to_html(text, html):
    assert markup.to_html(text) == html


def test_tables_have_no_style():
    html = markup.to_html("| a | b |\n|:-:|--:|\n| 1 | 2 |")

    assert "<td>1</td>" in html
    assert "style" not in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&#58;alert(1))",
        "[x](data:text/html,x)",
        "![x](https://example.org/x.png)",
        "<img src=x onerror=alert(1)>",
        "<a href=javascript:alert(1)>x</a>",
        "[x]: javascript:alert(1)\n\n[x]",
        '<https://example.org/"onmouseover=alert(1)>',
        "<iframe src=//example.org>",
        "<!-- --><svg/onload=alert(1)>",
    ],
)
def test_hostile_text_becomes_no_element(text):
    html = markup.to_html(text)

    for forbidden in (
        "<script",
        "<img",
        "<iframe",
        "<svg",
        'href="javascript',
        'href="data',
        " onmouseover=",
    ):
        assert forbidden not in html


@pytest.mark.parametrize(
    "text", ["[" * 5000, ">" * 5000 + "x", "*" * 5000, "`" * 5001, "- " * 3000, "|a" * 3000]
)
def test_text_made_to_take_long_is_cheap(text):
    assert isinstance(markup.to_html(text), str)


def test_clean_keeps_words_and_drops_what_cannot_be_seen():
    assert markup.clean("\r\n a\r\nb\tc\x00\x1b\u202e\ufeff \n") == "a\nb\tc"


def test_clean_is_the_same_the_second_time():
    text = "a\n\n- b\n\n<b>&amp;</b>"

    assert markup.clean(markup.clean(text)) == markup.clean(text) == text


def test_to_plain_has_words_only():
    assert markup.to_plain('# A & B\n\n- [c](https://example.org)\n- `d<e>` "f"') == 'A & B c d<e> "f"'
