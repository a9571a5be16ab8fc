"""Events: reading, registering, arranging."""

from tests.policy.words import *

SEATS = {"mode": "on_site", "request_key": "6f1d2c0e-6a55-4e3c-9d0a-111111111111"}

LINES = [
    page("seminars:list", EVERYBODY),
    page("seminars:feed", EVERYBODY),
    page("seminars:archive", EVERYBODY),
    page("seminars:archive", EVERYBODY, of="year of the past event"),
    page("seminars:detail", ORGANISERS, of="draft event", visitors=HIDDEN),
    page("seminars:detail", COORDINATORS, of="draft event of there, co-hosted from here", visitors=HIDDEN),
    page("seminars:detail", EVERYBODY, of="public event"),
    page("seminars:detail", EVERYBODY, of="past event"),
    page("seminars:detail", EVERYBODY, of="cancelled event"),
    page("seminars:detail", MEMBERS, of="network event", visitors=HIDDEN),
    page("seminars:detail", ORGANISERS | GROUP, of="group event", visitors=HIDDEN),
    page("seminars:calendar", ORGANISERS, of="draft event", visitors=HIDDEN),
    page("seminars:calendar", EVERYBODY, of="public event"),
    page("seminars:calendar", MEMBERS, of="network event", visitors=HIDDEN),
    page("seminars:calendar", ORGANISERS | GROUP, of="group event", visitors=HIDDEN),
    form(
        "seminars:register", SIGNED_IN - PARTICIPANT, of="public event", led=PARTICIPANT,
        data=SEATS, writes=SIGNED_IN - PARTICIPANT,
    ),
    button(
        "seminars:register", MEMBERS - PARTICIPANT, of="network event", led=PARTICIPANT,
        data=SEATS, writes=MEMBERS - PARTICIPANT,
    ),
    form(
        "seminars:register", ORGANISERS | GROUP, of="group event", data=SEATS, writes=ORGANISERS | GROUP,
    ),
    button("seminars:register", ORGANISERS, of="draft event", data=SEATS, writes=NOBODY),
    form("seminars:registration", PARTICIPANT, of="public event", led=SIGNED_IN - PARTICIPANT),
    button("seminars:registration", PARTICIPANT, of="network event", led=MEMBERS - PARTICIPANT),
    form("seminars:cancel_registration", PARTICIPANT, of="public event", writes=PARTICIPANT),
    button("seminars:cancel_registration", PARTICIPANT, of="group event", writes=PARTICIPANT),
    page("seminars:mine", SIGNED_IN),
    page("seminars:manage", COORDINATORS),
    form("seminars:new", COORDINATORS),
    form("seminars:new", COORDINATORS, of="kind of event", others=FORBIDDEN),
    *[
        line
        for name in ("edit", "publish", "cancel", "programme")
        for line in (
            button(f"seminars:{name}", ORGANISERS, of="draft event"),
            form(f"seminars:{name}", ORGANISERS, of="public event", forbidden=SIGNED_IN - ORGANISERS),
        )
    ],
    form("seminars:edit", COORDINATORS, of="draft event of there, co-hosted from here"),
    page("seminars:edit", ORGANISERS, of="network event", forbidden=MEMBERS - ORGANISERS),
    page("seminars:edit", ORGANISERS, of="group event", forbidden=GROUP),
    button("seminars:item", ORGANISERS, of="draft event"),
    form("seminars:item", ORGANISERS, of="public event", forbidden=SIGNED_IN - ORGANISERS),
    button(
        "seminars:item", NOBODY, of="event with the rows of another event",
        forbidden=SIGNED_IN - ORGANISERS,
    ),
    button("seminars:remove_item", ORGANISERS, of="draft event", writes=ORGANISERS),
    button(
        "seminars:remove_item", ORGANISERS, of="public event",
        forbidden=SIGNED_IN - ORGANISERS, writes=ORGANISERS,
    ),
    button(
        "seminars:remove_item", NOBODY, of="event with the rows of another event",
        forbidden=SIGNED_IN - ORGANISERS,
    ),
    page(
        "seminars:participants", ORGANISERS, of="public event",
        forbidden=SIGNED_IN - ORGANISERS, leaves_trace=True,
    ),
    page("seminars:participants", ORGANISERS, of="group event", forbidden=GROUP, leaves_trace=True),
    page(
        "seminars:participants_file", ORGANISERS, of="public event",
        forbidden=SIGNED_IN - ORGANISERS, leaves_trace=True,
    ),
    button(
        "seminars:cancel_participant", ORGANISERS, of="public event",
        forbidden=SIGNED_IN - ORGANISERS, writes=ORGANISERS,
    ),
    button(
        "seminars:cancel_participant", NOBODY, of="event with the rows of another event",
        forbidden=SIGNED_IN - ORGANISERS,
    ),
]  # fmt: skip
