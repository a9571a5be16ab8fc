"""Rows that every app needs: mail, news between apps, audit, vocabularies, search."""

from elo_portal.core.models.audit import AuditEntry
from elo_portal.core.models.installation import Installation
from elo_portal.core.models.jobs import JobRun
from elo_portal.core.models.mail import OutgoingMail
from elo_portal.core.models.outbox import OutboxMessage
from elo_portal.core.models.search import KnownWord, SearchChange, SearchCount, SearchEntry
from elo_portal.core.models.synonyms import Synonym
from elo_portal.core.models.vocabularies import Term

__all__ = [
    "AuditEntry",
    "Installation",
    "JobRun",
    "KnownWord",
    "OutboxMessage",
    "OutgoingMail",
    "SearchChange",
    "SearchCount",
    "SearchEntry",
    "Synonym",
    "Term",
]
