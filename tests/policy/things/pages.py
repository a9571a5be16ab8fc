"""What belongs to no single app."""

from elo_portal.core.models import OutgoingMail, Synonym, Term
from tests.factories import NOW
from tests.members.factories import region
from tests.policy.world import Thing, World, thing


@thing("region here")
def region_here(world: World) -> Thing:
    return Thing({"slug": "pirkanmaa"})


@thing("region there")
def region_there(world: World) -> Thing:
    there = region("15")
    return Thing({"slug": there.slug}, there)


@thing("development target")
def target(world: World) -> Thing:
    return Thing({"slug": "competence"})


@thing("identity provider that is not there")
def identity_provider(world: World) -> Thing:
    return Thing({"provider_id": "oidc"})


@thing("pair of synonyms")
def synonym(world: World) -> Thing:
    made = Synonym.objects.create(word="ohjaaja", language="fi", meaning="neuvoja", meaning_language="fi")
    return Thing({"synonym_id": made.pk})


@thing("vocabulary")
def vocabulary(world: World) -> Thing:
    return Thing({"slug": "theme"})


@thing("word of a vocabulary")
def word(world: World) -> Thing:
    return Thing({"term_id": Term.objects.get(vocabulary="theme", slug="access").pk})


@thing("word that it may become")
def other_word(world: World) -> Thing:
    return Thing({}, Term.objects.get(vocabulary="theme", slug="transitions"))


@thing("mail that failed")
def failed_mail(world: World) -> Thing:
    made = OutgoingMail.objects.create(
        kind="members.invitation", stream=1, state=OutgoingMail.State.DEAD, address="x@example.org",
        language="fi", dedupe_key="policy", message_id="<policy@example.org>", not_before=NOW,
    )  # fmt: skip
    return Thing({"mail_id": made.pk})
