"""Mail that keeps its word: a row first, rendered and asked again when it leaves.

`queue()` is called inside a command's transaction; `deliver()` by the tick. SMTP is never spoken
inside a business transaction.
"""

from elo_portal.core.mail.delivery import deliver
from elo_portal.core.mail.kinds import Attachment, Kind, kind, registered
from elo_portal.core.mail.ledger import Addressee, queue, queue_many

__all__ = ["Addressee", "Attachment", "Kind", "deliver", "kind", "queue", "queue_many", "registered"]
