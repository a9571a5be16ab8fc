"""ELO groups."""

from tests.policy.words import *

LINES = [
    page("members:group", EVERYBODY, of="group here"),
]  # fmt: skip
