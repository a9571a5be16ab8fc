"""What programs ask for, and a table to bring in."""

from django.core.files.uploadedfile import SimpleUploadedFile

from practices.models import FileImport
from tests.factories import NOW
from tests.policy.world import Thing, World, thing


def a_table() -> SimpleUploadedFile:
    """One row of the organisation here (world.py)."""
    return SimpleUploadedFile("rivit.csv", "key;language;title;organisation\n1;fi;Ilta;Täällä\n".encode())


@thing("address that the interface has not")
def no_address(world: World) -> Thing:
    return Thing({"rest": "kaytannot/1"})


@thing("file to bring in")
def a_file(world: World) -> Thing:
    """Read, and ready to be confirmed by whoever brought it."""
    found = FileImport.objects.create(
        person=world.people["admin"], file="imports/nowhere", name="rivit.xlsx", size=10, source="policy",
        language="fi", state="ready", due_at=NOW, created_at=NOW, updated_at=NOW,
    )  # fmt: skip
    return Thing({"import_id": found.pk}, found)
