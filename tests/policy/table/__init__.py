"""The policy: who may open and post what. Every named address of the portal stands here, by app.

A new address is one line in the file of its app: `page` (is read), `form` (is read and posted) or `button`
(is posted only), its name, and who is let in (words.py). About a thing (`of=`, made in things/) all others get
404, of a room without a thing 403; visitors are asked to sign in. What differs is said: `visitors=`, `others=`,
`forbidden=` (may see the thing, may not do this: 403), `led=` (is sent elsewhere). `data=` and `writes=` say
whose POST really changes something. An address whose thing has several states has a line for each.
"""

from tests.policy.table import (
    accounts,
    care,
    conversations,
    files,
    glossary,
    groups,
    members,
    open_data,
    organisations,
    pages,
    plans,
    practices,
    reviews,
    searches,
    seminars,
    sharing,
)

PARTS = (
    pages,
    members,
    organisations,
    groups,
    plans,
    glossary,
    practices,
    reviews,
    care,
    conversations,
    files,
    sharing,
    searches,
    open_data,
    seminars,
    accounts,
)
TABLE = [line for part in PARTS for line in part.LINES]
