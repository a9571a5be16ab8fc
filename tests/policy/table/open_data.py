"""What other programs read (the reading interface, feeds, tables, OAI-PMH), and what comes in from a file."""

from tests.policy.things.open_data import a_table
from tests.policy.words import *

FILE = {"file": a_table, "source": "policy"}

LINES = [
    form("practices:bring_in", ADMINS, data=FILE, writes=ADMINS),
    form("practices:brought", ADMINS, of="file to bring in", writes=ADMINS),
    page("api:openapi-json", EVERYBODY),
    page("api:practices", EVERYBODY),
    page("api:practice", EVERYBODY, of="public practice"),
    page("api:practice", MEMBERS, of="network practice", visitors=HIDDEN),
    page("api:practice", JUDGES | GROUP | MAKERS, of="group practice", visitors=HIDDEN),
    page("api:practice", NOBODY, of="submitted practice", visitors=HIDDEN),
    page("api:practice", NOBODY, of="withdrawn practice", visitors=HIDDEN),
    page("api:events", EVERYBODY),
    page("api:event", EVERYBODY, of="public event"),
    page("api:event", EVERYBODY, of="cancelled event"),
    page("api:event", MEMBERS, of="network event", visitors=HIDDEN),
    page("api:event", ORGANISERS | GROUP, of="group event", visitors=HIDDEN),
    page("api:event", NOBODY, of="draft event", visitors=HIDDEN),
    page("api:regions", EVERYBODY),
    page("api:vocabularies", EVERYBODY),
    page("api:api-root", NOBODY, visitors=HIDDEN, others=HIDDEN),
    page("api:elsewhere", NOBODY, of="address that the interface has not", visitors=HIDDEN),
    Line("oai", EVERYBODY, ("GET", "POST"), writes=NOBODY),
    page("practices:feed", EVERYBODY),
    page("practices:export_csv", MEMBERS, others=HIDDEN),
    page("practices:export_xlsx", MEMBERS, others=HIDDEN),
]
