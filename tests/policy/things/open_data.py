"""What programs ask for, and a table to bring in."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.policy.world import Thing, World, thing


def a_table() -> SimpleUploadedFile:
    """One row of the organisation here (world.py)."""
    return SimpleUploadedFile("rivit.csv", "key;language;title;organisation\n1;fi;Ilta;Täällä\n".encode())


@thing("address that the interface has not")
def no_address(world: World) -> Thing:
    return Thing({"rest": "kaytannot/1"})
