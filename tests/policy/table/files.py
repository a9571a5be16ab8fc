"""Files of practices, Word and PDF."""

from tests.policy.things.files import a_pdf
from tests.policy.words import *

SAID = {"title": "Ohje", "language": "fi"}
RENAMED = SAID | {"title": "Tapaamisen runko"}
TEMPLATE = "language of the Word form"

LINES = [
    page("practices:pdf", EVERYBODY, of="public practice"),
    page("practices:pdf", MEMBERS, of="network practice", visitors=HIDDEN),
    page("practices:pdf", MAKERS | JUDGES, of="submitted practice", visitors=HIDDEN),
    page("practices:download", EVERYBODY, of="file of a public practice"),
    page("practices:download", MEMBERS, of="file of a network practice", visitors=HIDDEN),
    page("practices:download", MAKERS | JUDGES, of="file of a submitted practice", visitors=HIDDEN),
    page("practices:download", NOBODY, of="file that waits for the virus check", visitors=HIDDEN),
    form(
        "practices:attachments", MAKERS, of="public practice", data=SAID | {"file": a_pdf}, writes=MAKERS,
    ),
    form("practices:attachment", MAKERS, of="file of a network practice", data=RENAMED, writes=MAKERS),
    button("practices:remove_attachment", MAKERS, of="file of a network practice", writes=MAKERS),
    form("practices:from_word", SIGNED_IN, writes=NOBODY),
    page("practices:word_template", SIGNED_IN, of=TEMPLATE),
]  # fmt: skip
