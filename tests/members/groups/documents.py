"""Documents of groups for tests."""

from typing import Any

from elo_portal.core.files.checking import Checked
from members.commands.groups import documents as commands
from members.models import Document, Group, Person
from tests.core.files import samples
from tests.factories import NOW
from tests.members.factories import viewer_of


def checked(words: str = "Muistio") -> Checked:
    """As a PDF that has passed the check; other words, other bytes."""
    content = samples.pdf_file() + words.encode()
    return Checked("muistio.pdf", "pdf", "application/pdf", is_picture=False, content=content)


def bring(group: Group, *, by: Person, **fields: Any) -> Document:
    """A document of the group, for the group alone unless `visibility` says else."""
    values = {"title": "Muistio", "visibility": Document.Visibility.GROUP} | fields
    return commands.add(
        group_id=group.pk,
        values=commands.DocumentFields(**values),
        checked=checked(),
        actor=viewer_of(by),
        now=NOW,
    )
