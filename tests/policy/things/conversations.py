"""A comment, a question and collections of the people here."""

from practices.models import Collection, CollectionItem, Comment, Enquiry
from tests.factories import NOW
from tests.policy.things.practices import practice_here
from tests.policy.world import Thing, World, thing


@thing("comment of a member")
def comment(world: World) -> Thing:
    practice = practice_here(world).row
    said = Comment.objects.create(
        practice=practice, author=world.people["group_member"], text="Toimi meilläkin.", language="fi", at=NOW
    )
    return Thing({"comment_id": said.pk}, practice)


@thing("question of a member")
def question(world: World) -> Thing:
    practice = practice_here(world).row
    asked = Enquiry.objects.create(
        practice=practice, sender=world.people["group_member"], text="Montako teitä oli?", at=NOW
    )
    return Thing({"enquiry_id": asked.pk}, asked)


@thing("own collection")
def own_collection(world: World) -> Thing:
    return _collection(world, slug="oma", is_public=False)


@thing("public collection")
def public_collection(world: World) -> Thing:
    return _collection(world, slug="kaikille", is_public=True)


def _collection(world: World, *, slug: str, is_public: bool) -> Thing:
    found = Collection.objects.create(
        owner=world.people["author"], title="Alkuun", language="fi", slug=slug, is_public=is_public,
        created_at=NOW, updated_at=NOW,
    )  # fmt: skip
    practice = practice_here(world).row
    CollectionItem.objects.create(collection=found, practice=practice, position=1)
    return Thing({"slug": found.slug, "practice_id": practice.pk}, found)
