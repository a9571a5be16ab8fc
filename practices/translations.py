"""Language versions of one practice: the source, and translations that the source has outrun."""

from datetime import datetime

from practices.models import Practice, PracticeText


def outdated_since(text: PracticeText, source: PracticeText) -> datetime | None:
    """When the source changed after this translation was written or checked; None where it did not, or is the source."""
    if text.language == source.language or source.updated_at <= text.updated_at:
        return None
    if text.checked_at is not None and source.updated_at <= text.checked_at:
        return None
    return source.updated_at


def outdated(practice: Practice) -> dict[str, datetime]:
    """Language -> since when its version is older than its source. No query if the texts are prefetched whole."""
    texts = practice.readable_texts
    source = texts[practice.source_language]
    found = ((language, outdated_since(text, source)) for language, text in texts.items())
    return {language: since for language, since in found if since is not None}
