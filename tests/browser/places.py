"""What the walk over every page is given: arguments of pages in the demo network, and the names that are no pages."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from elo_portal.core import viewers
from elo_portal.core.models import OutgoingMail, Synonym
from members import subscriptions
from members.commands.invitations import invite
from members.models import Membership, Organisation, Person
from practices.models import (
    Adoption,
    Assignment,
    Attachment,
    Enquiry,
    NationalReview,
    Practice,
    SavedSearch,
    SharedPractice,
    Version,
)
from seminars.models import Event, ProgrammeItem
from tests.pages.addresses import file_import

Arguments = dict[str, list[dict[str, Any]]]
PUBLISHED, OURS = "etaohjausvuoro-iltaisin", "kuusitoista-korttia"

# Names that answer GET, but with no page of ours; each with its reason.
NOT_PAGES = {
    "root": "leads to the home page",
    "health-live": "machines ask",
    "health-ready": "machines ask",
    "robots": "machines ask",
    "sitemap": "machines ask",
    "security": "machines ask",
    "oai": "harvesters ask",
    "api:openapi-json": "programs ask",
    "api:practices": "programs ask",
    "api:practice": "programs ask",
    "api:events": "programs ask",
    "api:event": "programs ask",
    "api:regions": "programs ask",
    "api:vocabularies": "programs ask",
    "api:api-root": "programs ask",
    "api:elsewhere": "programs ask",
    "practices:feed": "feed readers ask",
    "practices:export_csv": "a table for a spreadsheet",
    "practices:export_xlsx": "a table for a spreadsheet",
    "practices:alike": "part of a page: what a title reminds of",
    "practices:download": "a file",
    "practices:seen": "a picture of one point",
    "practices:pdf": "a file",
    "practices:word_template": "a file",
    "practices:take_back": "for what waits for review, by those who wrote it",
    "seminars:feed": "a calendar",
    "seminars:calendar": "a calendar",
    "seminars:participants_file": "a table for a spreadsheet",
    "account_confirm_login_code": "only after a code was sent",
    "account_confirm_password_reset_code": "only after a code was sent",
    "account_complete_password_reset": "only after a code was typed",
    "account_email_verification_sent": "only after signing up",
    "account_set_password": "only without a password",
    "mfa_authenticate": "only with a second factor",
    "mfa_reauthenticate": "only with a second factor",
    "mfa_activate_totp": "only after the password was asked again",
    "mfa_add_webauthn": "only after the password was asked again",
    "mfa_edit_webauthn": "only after the password was asked again",
    "mfa_remove_webauthn": "only after the password was asked again",
    "mfa_login_webauthn": "only with a passkey",
    "mfa_deactivate_totp": "only with a second factor",
    "mfa_view_recovery_codes": "only with a second factor",
    "mfa_generate_recovery_codes": "only with a second factor",
    "mfa_download_recovery_codes": "a text file",
    "socialaccount_signup": "only from a service that signs in",
    "socialaccount_login_error": "only from a service that signs in",
    "openid_connect_login": "only with a service that signs in",
    "openid_connect_callback": "only with a service that signs in",
}
# Forms that are not sent with nothing in them.
NOT_SENT_EMPTY = {
    "practices:edit": "takes what is there, and says what is missing before it is submitted",
    "pages:components": "examples that lead nowhere",
}


def arguments(*, now: datetime) -> Arguments:
    """For each name that takes arguments, those of the pages to look at; one event becomes a draft for it."""
    return _of_people(now=now) | _of_the_library() | _of_decisions() | _of_events()


def _of_people(*, now: datetime) -> Arguments:
    professional = Person.objects.get(email="ohjaaja@example.org")
    asking = Membership.objects.filter(state=Membership.State.PENDING).order_by("pk")
    return {
        "pages:synonym": [{"synonym_id": Synonym.objects.order_by("pk")[0].pk}],
        "pages:region": [{"slug": "pirkanmaa"}],
        "pages:target": [{"slug": "competence"}],
        "members:group": [{"slug": "pirkanmaa"}],
        "members:organisation": [{"organisation_id": Organisation.objects.get(key="ohjaamo-hakamaki").pk}],
        "members:person": [{"person_id": professional.pk}],
        "members:decline_membership": [{"membership_id": membership.pk} for membership in asking],
        "members:unsubscribe": [{"token": subscriptions.unsubscribe_url(professional.pk).split("/")[-2]}],
        "members:invitation": [{"token": _invitation_token(now=now)}],
        "pages:principle": [{"slug": "equality"}],
    }


def _of_the_library() -> Arguments:
    published, ours = _practice(PUBLISHED), _practice(OURS)
    draft = _practice("yrittajyytta-miettivien-vertaisryhma")
    professional = Person.objects.get(email="ohjaaja@example.org")
    taken_up = Adoption.objects.filter(practice=published).live().order_by("pk")[0]
    return {
        "practices:attachments": [{"practice_id": ours.pk}],
        "practices:attachment": [{"attachment_id": one.pk} for one in _files_of(professional)],
        "practices:fresh": [{"slug": ours.slug}],
        "practices:co_authors": [{"practice_id": ours.pk}],
        "practices:discussion": [{"slug": published.slug}],
        "practices:ask": [{"slug": published.slug}],
        "practices:put_into": [{"slug": published.slug}],
        "practices:enquiry": [{"enquiry_id": one.pk} for one in Enquiry.objects.order_by("pk")[:2]],
        "practices:collection": [{"slug": "nivelvaiheen-tyokalut"}],
        "practices:edit_collection": [{"slug": "nivelvaiheen-tyokalut"}],
        "practices:detail": [{"slug": published.slug}, {"slug": ours.slug}],
        "practices:adopt": [{"slug": published.slug}],
        "practices:adoption": [{"adoption_id": taken_up.pk}],
        "practices:tell": [{"adoption_id": taken_up.pk}],
        "practices:edit": [{"practice_id": draft.pk, "number": number} for number in range(1, 7)],
        "practices:saved_search": [{"search_id": one.pk} for one in SavedSearch.objects.order_by("pk")],
        "practices:withdraw": [{"practice_id": ours.pk}],
    }


def _of_decisions() -> Arguments:
    """What reviewers and groups decide, and what a practice said before."""
    published, ours = _practice(PUBLISHED), _practice(OURS)
    waiting = _practice("raha-ja-opinnot-samassa-poydassa")
    shared = SharedPractice.objects.filter(group__regions__code="06").exclude(state="ended").order_by("pk")
    return {
        "practices:brought": [{"import_id": pk} for (pk,) in file_import()],
        "practices:shared": [{"shared_id": one.pk} for one in shared],
        "practices:decide_shared": [{"shared_id": one.pk} for one in shared],
        "practices:end_shared": [{"shared_id": one.pk} for one in shared],
        "practices:commit": [{"shared_id": one.pk} for one in shared],
        "practices:fields": [{"practice_id": waiting.pk}],
        "practices:standing": [{"practice_id": ours.pk}],
        "practices:national": [{"practice_id": one.practice_id} for one in _national_reviews()],
        "practices:decline": [{"assignment_id": one.pk} for one in Assignment.objects.open().order_by("pk")],
        "practices:versions": [{"slug": published.slug}],
        "practices:compare_versions": [{"slug": published.slug}],
        "practices:version": [{"slug": one.practice.slug, "number": one.number} for one in _versions()],
        "practices:hide_version": [{"slug": one.practice.slug, "number": one.number} for one in _versions()],
        "practices:review": [{"practice_id": waiting.pk}],
    }


def _of_events() -> Arguments:
    seminar = Event.objects.get(key="tno-seminaari-2027")
    full = Event.objects.get(key="vaikea-ohjauskeskustelu-2027")
    meeting = Event.objects.get(key="pirkanmaan-elo-ryhma-joulukuu-2026")
    unready = Event.objects.get(key="integration-pa-svenska-2027")
    Event.objects.filter(pk=unready.pk).update(status=Event.Status.DRAFT, published_at=None)
    return {
        "seminars:archive": [{}, {"year": 2026}],
        "seminars:new": [{}, {"kind": "tno_seminar"}],
        "seminars:detail": [{"slug": seminar.slug}, {"slug": full.slug}, {"slug": meeting.slug}],
        "seminars:register": [{"slug": seminar.slug}, {"slug": full.slug}],
        "seminars:registration": [{"slug": full.slug}, {"slug": meeting.slug}],
        "seminars:cancel_registration": [{"slug": full.slug}],
        "seminars:edit": [{"slug": meeting.slug}],
        "seminars:publish": [{"slug": unready.slug}],
        "seminars:cancel": [{"slug": meeting.slug}],
        "seminars:programme": [{"slug": meeting.slug}],
        "seminars:item": [
            {
                "slug": meeting.slug,
                "item_id": ProgrammeItem.objects.filter(event=meeting).order_by("pk")[0].pk,
            }
        ],
        "seminars:participants": [{"slug": meeting.slug}, {"slug": full.slug}],
    }


def _practice(key: str) -> Practice:
    return Practice.objects.get(key=key)


def _files_of(person: Person) -> QuerySet[Attachment]:
    """One that this person may describe."""
    organisations = person.memberships.values("organisation")
    return Attachment.objects.filter(practice__owner__in=organisations).order_by("pk")[:1]


def _national_reviews() -> QuerySet[NationalReview]:
    return NationalReview.objects.order_by("pk")[:2]


def _versions() -> QuerySet[Version]:
    """First versions of practices that have said something else since."""
    changed = Version.objects.filter(number=2).values("practice")
    return (
        Version.objects.filter(number=1, practice__in=changed).select_related("practice").order_by("pk")[:3]
    )


def _invitation_token(*, now: datetime) -> str:
    """Of an open invitation: it stands in the mail only."""
    contact = Person.objects.get(email="yhteyshenkilo@example.org")
    actor = viewers.of_person(contact.pk, now=now)
    organisation = min(actor.organisation_ids)
    invite(email="kutsuttu@example.org", organisation_id=organisation, language="fi", actor=actor, now=now)
    token: str = OutgoingMail.objects.filter(kind="members.invitation").latest("pk").params["token"]
    return token
