"""What the walk over every page is given: arguments of pages in the demo network, and the names that are no pages."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from elo_portal.core import viewers
from elo_portal.core.models import OutgoingMail, Synonym, Term
from members import subscriptions
from members.commands.invitations import invite
from members.models import (
    ActionPlan,
    AgendaItem,
    ClockItem,
    Decision,
    Document,
    Mandate,
    Measure,
    Meeting,
    Membership,
    Organisation,
    Person,
    Project,
    Seat,
    Service,
    Strategy,
    Wording,
)
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
    "members:clock_feed": "a calendar",
    "members:plan_pdf": "a file",
    "practices:feed": "feed readers ask",
    "practices:export_csv": "a table for a spreadsheet",
    "practices:export_xlsx": "a table for a spreadsheet",
    "practices:alike": "part of a page: what a title reminds of",
    "members:group_archive": "a file",
    "members:group_download": "a file",
    "members:group_meeting_calendar": "a file",
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
    "mfa_reauthenticate_webauthn": "only with a passkey",
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
    network = _of_people(now=now) | _of_groups() | _of_plans()
    return network | _of_the_library() | _of_decisions() | _of_events()


def _of_people(*, now: datetime) -> Arguments:
    professional = Person.objects.get(email="ohjaaja@example.org")
    ohjaamo = Organisation.objects.get(key="ohjaamo-hakamaki")
    asking = Membership.objects.filter(state=Membership.State.PENDING).order_by("pk")
    return {
        "pages:synonym": [{"synonym_id": Synonym.objects.order_by("pk")[0].pk}],
        "pages:vocabulary": [{"slug": "theme"}, {"slug": "development_target"}],
        "pages:term_new": [{"slug": "theme"}],
        "pages:term": [{"term_id": Term.objects.of("theme")[0].pk}],
        "pages:term_merge": [{"term_id": Term.objects.of("theme")[0].pk}],
        "pages:region": [{"slug": "pirkanmaa"}],
        "pages:target": [{"slug": "competence"}],
        "members:group": [{"slug": "pirkanmaa"}],
        "members:organisation": [{"organisation_id": ohjaamo.pk}],
        "members:profile": [{"organisation_id": ohjaamo.pk}],
        "members:edit_profile": [{"organisation_id": ohjaamo.pk}],
        "members:new_service": [{"organisation_id": ohjaamo.pk}],
        "members:service": [
            {"service_id": Service.objects.filter(organisation=ohjaamo).order_by("pk")[0].pk}
        ],
        "members:entry": [{"slug": "hyva-kaytanto"}, {"slug": "te-toimisto"}],
        "members:entry_change": [{"slug": "hyva-kaytanto"}],
        "members:entry_agree": [{"slug": one.entry.slug, "wording_id": one.pk} for one in _wordings()],
        "members:entry_retire": [{"slug": "hyva-kaytanto"}],
        "members:entry_discussion": [{"slug": "elinikainen-ohjaus"}],
        "members:person": [{"person_id": professional.pk}],
        "members:decline_membership": [{"membership_id": membership.pk} for membership in asking],
        "members:unsubscribe": [{"token": subscriptions.unsubscribe_url(professional.pk).split("/")[-2]}],
        "members:invitation": [{"token": _invitation_token(now=now)}],
        "pages:principle": [{"slug": "equality"}],
    }


def _of_groups() -> Arguments:
    pirkanmaa = {"slug": "pirkanmaa"}
    mandate = Mandate.objects.filter(group__slug="pirkanmaa").order_by("-starts_on")[0]
    project = Project.objects.filter(group__slug="pirkanmaa").order_by("pk")[0]
    seats = Seat.objects.filter(group__slug="pirkanmaa")
    vacant, filled = seats.filter(person=None).order_by("pk")[0], seats.order_by("pk")[0]
    rooms = (
        "purpose", "expected", "sub_group", "new_mandate", "new_project", "new_seat", "meetings",
        "new_meeting", "new_document",
    )  # fmt: skip
    meetings = Meeting.objects.filter(group__slug="pirkanmaa").order_by("pk")
    each = [pirkanmaa | {"meeting_id": meeting.pk} for meeting in meetings]
    decision = Decision.objects.filter(group__slug="pirkanmaa").order_by("pk")[0]
    item = AgendaItem.objects.filter(meeting__group__slug="pirkanmaa").order_by("-pk")[0]
    of_a_meeting = ("meeting", "edit_meeting", "new_item", "minutes", "new_decision", "correction")
    documents = Document.objects.filter(group__slug="pirkanmaa").order_by("pk")
    papers = [pirkanmaa | {"document_id": document.pk} for document in documents]
    return {
        **{f"members:group_{room}": papers for room in ("document", "edit_document", "new_version")},
        **{f"members:group_{room}": each for room in of_a_meeting},
        "members:group_item": [pirkanmaa | {"meeting_id": item.meeting_id, "item_id": item.pk}],
        "members:group_decision": [
            pirkanmaa | {"meeting_id": decision.meeting_id, "decision_id": decision.pk}
        ],
        **{f"members:group_{room}": [pirkanmaa] for room in rooms},
        "members:group_mandate": [pirkanmaa | {"mandate_id": mandate.pk}],
        "members:group_resources": [pirkanmaa | {"year": 2026}],
        "members:group_project": [pirkanmaa | {"project_id": project.pk}],
        "members:group_seat": [pirkanmaa | {"seat_id": seat.pk} for seat in (vacant, filled)],
        "members:group_end_seat": [pirkanmaa | {"seat_id": vacant.pk}],
    }


def _of_plans() -> Arguments:
    """An open plan, a closed one, a draft; a measure that somebody has told about."""
    plans = [{"slug": "pirkanmaa", "year": year} for year in (2026, 2025, 2027)]
    open_plans = [plans[0], plans[2]]
    measure = Measure.objects.filter(plan__year=2026, plan__group__slug="pirkanmaa", updates__isnull=False)
    told = plans[0] | {"measure_id": measure.order_by("pk")[0].pk}
    done = Measure.objects.filter(plan__state=ActionPlan.State.CLOSED).order_by("pk")[0]
    item = ClockItem.objects.filter(group__slug="pirkanmaa").order_by("pk")[0]
    strategy = Strategy.objects.filter(group__slug="pirkanmaa").order_by("pk")[0]
    return {
        "members:plans": [{"slug": "pirkanmaa"}, {"slug": "pohjanmaa"}, {"slug": "kainuu"}],
        "members:strategy": [{"slug": "pirkanmaa", "strategy_id": strategy.pk}],
        "members:edit_strategy": [{"slug": "pirkanmaa", "strategy_id": strategy.pk}],
        "members:new_strategy": [{"slug": "pohjanmaa"}],
        "members:plan": plans,
        "members:plan_version": [plans[0] | {"number": 1}],
        "members:new_plan": [{"slug": "pirkanmaa"}],
        "members:edit_plan": open_plans,
        "members:adopt_plan": open_plans,
        "members:new_measure": open_plans,
        "members:measure": [told, plans[1] | {"measure_id": done.pk}],
        "members:edit_measure": [told],
        "members:update_measure": [told],
        "members:effects": [told],
        "practices:measure_practices": [told],
        "members:clock": [
            {"slug": "pirkanmaa", "year": 2026},
            {"slug": "pirkanmaa", "year": 2027},
            {"slug": "pohjanmaa", "year": 2026},
        ],
        "members:new_clock_item": [{"slug": "pirkanmaa", "year": 2026}],
        "members:clock_item": [{"slug": "pirkanmaa", "item_id": item.pk}],
        "members:national_goal": [{"goal_id": Term.objects.of("national_goal")[0].pk}],
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


def _wordings() -> QuerySet[Wording]:
    """A proposal that no group has agreed on."""
    return Wording.objects.filter(agreements=None).select_related("entry").order_by("pk")[:1]


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
