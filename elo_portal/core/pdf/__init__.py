"""Tagged, accessible PDF: texts go into a typst template as data, never as its markup."""

from elo_portal.core.pdf.rendering import render
from elo_portal.core.pdf.tree import blocks, without_headings

__all__ = ["blocks", "render", "without_headings"]
