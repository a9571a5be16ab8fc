"""A search that the author keeps."""

from practices.models import SavedSearch
from tests.factories import NOW
from tests.policy.world import Thing, World, thing


@thing("saved search")
def saved_search(world: World) -> Thing:
    search = SavedSearch.objects.create(
        person=world.people["author"], name="Opo", query="q=opo", in_digest=False, created_at=NOW
    )
    return Thing({"search_id": search.pk}, search)
