"""Pages of organisations and their services."""

from tests.policy.words import *

SERVICE = {"name_fi": "Uraohjaus", "target_group": Id("target group")}

LINES = [
    page("members:profile", MEMBERS, of="organisation here", visitors=HIDDEN),
    page("members:profile", EVERYBODY, of="public organisation"),
    form(
        "members:edit_profile", MANAGERS_HERE, of="organisation here", forbidden=MEMBERS - MANAGERS_HERE,
        data={"description_fi": "Ohjaamme nuoria.", "is_public": "on"}, writes=MANAGERS_HERE,
    ),
    form(
        "members:new_service", MANAGERS_HERE, of="organisation here", forbidden=MEMBERS - MANAGERS_HERE,
        data=SERVICE, writes=MANAGERS_HERE,
    ),
    form(
        "members:service", MANAGERS_HERE, of="service here",
        data=SERVICE, writes=MANAGERS_HERE,
    ),
    button(
        "members:remove_service", MANAGERS_HERE, of="service here",
        writes=MANAGERS_HERE,
    ),
    button(
        "members:move_service", MANAGERS_HERE, of="service here",
        data={"do": "up"}, writes=MANAGERS_HERE,
    ),
]  # fmt: skip
