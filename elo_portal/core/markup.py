"""Markdown as people write it to HTML that can be shown: parsed without raw HTML, then cleaned by an allow-list."""

import re

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

TAGS = {"p", "br", "h3", "h4", "ul", "ol", "li", "a", "strong", "em", "blockquote", "code", "pre", "hr"}
TABLE_TAGS = {"table", "thead", "tbody", "tr", "th", "td"}
SCHEMES = {"https", "http", "mailto", "tel"}
# C0 and C1 controls except tab and line feed, and the marks that turn the direction of text round.
UNWANTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
HEADINGS = {"h1": "h3", "h2": "h3", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
NESTING = 20  # deeper than any text needs; keeps a hostile one cheap

_parser = (
    MarkdownIt("commonmark", {"html": False, "maxNesting": NESTING})
    .enable("table")
    .disable(["image", "html_block"])
)


def clean(text: str) -> str:
    """What is stored: the text with plain line ends, without control characters and outer blank lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return UNWANTED.sub("", lines).strip()


def to_html(text: str) -> SafeString:
    """The text as HTML: headings are h3 and h4, links open without a referrer to this page, no pictures.

    Cleaned here as well, so that a row written before a rule changed is safe too.
    """
    tokens = _parser.parse(clean(text))
    for token in tokens:
        token.tag = HEADINGS.get(token.tag, token.tag)
        token.attrs.pop("style", None)  # of table cells: the policy allows no style attribute
    html = _parser.renderer.render(tokens, _parser.options, {})
    cleaned = nh3.clean(
        html,
        tags=TAGS | TABLE_TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )
    return mark_safe(cleaned)


def to_tree(text: str) -> SyntaxTreeNode:
    """The text as a tree of what was parsed, for other forms than HTML. Nothing in it is HTML."""
    return SyntaxTreeNode(_parser.parse(clean(text)))


def to_plain(text: str) -> str:
    """The words alone, for search and for mail: no marks, no addresses."""
    stripped = nh3.clean(to_html(text), tags=set())
    return re.sub(r"\s+", " ", _unescape(stripped)).strip()


def _unescape(text: str) -> str:
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&nbsp;", " "), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text
