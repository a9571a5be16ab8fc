"""People, organisations, invitations."""

from tests.policy.words import *

INVITATION_HERE = {"email": "kutsuttu@example.org", "organisation": Id("organisation here"), "language": "fi"}
INVITATION_THERE = INVITATION_HERE | {"organisation": Id("organisation there")}

LINES = [
    page("members:admin", ADMINS),
    page("members:organisations", ADMINS),
    form("members:organisation_new", ADMINS),
    form("members:organisation", ADMINS, of="organisation here", others=FORBIDDEN),
    button(
        "members:organisation_state", ADMINS, of="organisation here", others=FORBIDDEN,
        data={"action": "suspend"}, writes=ADMINS,
    ),
    page("members:people", ADMINS),
    page("members:person", ADMINS, of="colleague", others=FORBIDDEN),
    button("members:person_state", ADMINS, of="colleague", others=FORBIDDEN, writes=ADMINS),
    button("members:grant_role", ADMINS, of="colleague", others=FORBIDDEN),
    button("members:add_membership", ADMINS, of="colleague", others=FORBIDDEN),
    button("members:end_membership", ADMINS, of="membership of the author", others=FORBIDDEN, writes=ADMINS),
    button("members:end_role", ADMINS, of="role", others=FORBIDDEN, writes=ADMINS),
    page("members:memberships", MANAGERS),
    button(
        "members:approve_membership", MANAGERS_HERE, of="waiting membership here",
        forbidden=SIGNED_IN - MANAGERS, writes=MANAGERS_HERE,
    ),
    form(
        "members:decline_membership", MANAGERS_HERE, of="waiting membership here",
        forbidden=SIGNED_IN - MANAGERS, data={"reason": "Ei meiltä."}, writes=MANAGERS_HERE,
    ),
    form("members:invitations", MANAGERS, data=INVITATION_HERE, writes=MANAGERS_HERE),
    button(
        "members:invitations", MANAGERS, data=INVITATION_THERE,
        writes=ADMINS | OTHER_COORDINATOR | CONTACTS - OWN_ORGANISATION,
    ),
    button(
        "members:change_invitation", MANAGERS_HERE, of="invitation to here",
        forbidden=SIGNED_IN - MANAGERS, writes=MANAGERS_HERE,
    ),
    form("members:settings", SIGNED_IN),
    button("members:join", SIGNED_IN),
    button("members:leave", AUTHOR, of="membership of the author", writes=AUTHOR),
    form("members:unsubscribe", EVERYBODY, of="digest of the author"),
    page("members:invitation", EVERYBODY, of="invitation to here"),
    button("members:invitation", NOBODY, of="invitation to here", led=EVERYBODY, writes=NOBODY),
    form("members:invitation", NOBODY, of="revoked invitation", others=GONE, visitors=GONE, writes=NOBODY),
]  # fmt: skip
