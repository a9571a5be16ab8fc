"""The policy: who may open and post what. Every named address of the portal stands here, by app.

A new address is one line in the file of its app: `page` (is read), `form` (is read and posted) or `button`
(is posted only), its name, and who is let in (words.py). About a thing (`of=`, made in things/) all others get
404, of a room without a thing 403; visitors are asked to sign in. What differs is said: `visitors=`, `others=`,
`forbidden=` (may see the thing, may not do this: 403), `led=` (is sent elsewhere). `data=` and `writes=` say
whose POST really changes something. An address whose thing has several states has a line for each.
"""

from tests.policy.table import accounts, conversations, files, members, open_data, pages, practices, seminars

TABLE = [
    *pages.LINES, *members.LINES, *practices.LINES, *conversations.LINES, *files.LINES, *open_data.LINES,
    *seminars.LINES, *accounts.LINES,
]  # fmt: skip
