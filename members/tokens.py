"""Secrets in links: made of 32 random bytes, stored only as their SHA-256."""

import hashlib
import secrets


def new_token() -> str:
    """43 characters that are safe in a path."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is stored and looked up."""
    return hashlib.sha256(token.encode()).hexdigest()
