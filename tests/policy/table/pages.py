"""Addresses for machines, and the pages that no single app owns."""

from tests.policy.words import *

LINES = [
    page("root", NOBODY, led=EVERYBODY),
    page("health-live", EVERYBODY),
    page("health-ready", EVERYBODY),
    page("robots", EVERYBODY),
    page("sitemap", EVERYBODY),
    page("security", EVERYBODY),
    page("pages:home", EVERYBODY),
    page("pages:search", EVERYBODY),
    button("pages:theme", NOBODY, led=EVERYBODY),
    page("pages:regions", EVERYBODY),
    page("pages:region", EVERYBODY, of="region here"),
    page("pages:targets", EVERYBODY),
    page("pages:target", EVERYBODY, of="development target"),
    page("pages:network", EVERYBODY),
    page("pages:about", EVERYBODY),
    page("pages:open_data", EVERYBODY),
    page("pages:accessibility", EVERYBODY),
    page("pages:privacy", EVERYBODY),
    page("pages:me", SIGNED_IN),
    page("pages:desk", DESK),
    page("pages:operations", ADMINS),
    button("pages:retry_mail", ADMINS, of="mail that failed", others=FORBIDDEN, writes=ADMINS, absent=LEADS),
    button(
        "pages:discard_mail", ADMINS, of="mail that failed", others=FORBIDDEN, writes=ADMINS, absent=LEADS
    ),
    page("pages:synonyms", ADMINS),
    form("pages:synonym_new", ADMINS),
    form("pages:synonym", ADMINS, of="pair of synonyms", others=FORBIDDEN),
    button("pages:synonym_remove", ADMINS, of="pair of synonyms", others=FORBIDDEN, writes=ADMINS),
    page("pages:components", ADMINS),
]
