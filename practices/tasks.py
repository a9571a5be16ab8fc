"""Imported at start: makes the kinds of mail known to whatever delivers them."""

from practices import mails

__all__ = ["mails"]
