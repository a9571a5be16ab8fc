"""Markdown as plain lists and dicts, for a typst template to draw."""

from typing import Any
from urllib.parse import urlsplit

from markdown_it.tree import SyntaxTreeNode

from elo_portal.core import markup

Node = dict[str, Any]
GROUPS = {
    "paragraph": "p", "bullet_list": "ul", "ordered_list": "ol", "list_item": "li", "blockquote": "quote",
    "strong": "strong", "em": "em", "link": "link",
}  # fmt: skip
TEXTS = {"text": "text", "code_inline": "code", "code_block": "pre", "fence": "pre"}
BREAKS = {"softbreak": "space", "hardbreak": "break", "hr": "rule"}


def blocks(text: str, *, below: int = 2) -> list[Node]:
    """The text below a heading of level `below`: its own headings follow without a gap, as PDF/UA asks."""
    return _headings(_all(markup.to_tree(text).children), below=below)


def _headings(nodes: list[Node], *, below: int) -> list[Node]:
    level = below
    for node in nodes:
        if node["kind"] == "heading":
            level = min(max(node["level"], below + 1), level + 1)
            node["level"] = level
    return nodes


def without_headings(nodes: list[Node]) -> list[Node]:
    """Headings as bold lines: inside a list or a quotation they are none of the document's."""
    return [
        {"kind": "p", "parts": [{"kind": "strong", "parts": node["parts"]}]}
        if node["kind"] == "heading"
        else node
        for node in nodes
    ]


def _all(nodes: list[SyntaxTreeNode]) -> list[Node]:
    return [found for node in nodes for found in _one(node)]


def _one(node: SyntaxTreeNode) -> list[Node]:
    kind = node.type
    if kind == "inline":
        return _all(node.children)
    if kind in TEXTS:
        return [{"kind": TEXTS[kind], "text": node.content}] if node.content else []
    if kind in BREAKS:
        return [{"kind": BREAKS[kind]}]
    if kind == "table":
        return [_table(node)]
    parts = _all(node.children)
    if kind == "heading":
        level = int(markup.HEADINGS[node.tag][1:])
        return [{"kind": "heading", "level": level, "parts": parts}] if parts else []
    if kind == "link" and urlsplit(str(node.attrs.get("href", ""))).scheme not in markup.SCHEMES:
        return parts
    if kind not in GROUPS:
        return parts
    found: Node = {"kind": GROUPS[kind], "parts": without_headings(parts)}
    if kind == "link":
        found["url"] = str(node.attrs["href"])
    if kind == "ordered_list":
        found["start"] = int(node.attrs.get("start", 1))
    return [found] if parts or kind == "list_item" else []


def _table(node: SyntaxTreeNode) -> Node:
    """Rows of cells of nodes; the first row is the heading."""
    rows = [[_all(cell.children) for cell in row.children] for part in node.children for row in part.children]
    return {"kind": "table", "rows": rows, "columns": len(rows[0])}
