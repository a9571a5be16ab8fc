"""Answers as the protocol writes them. XML is only ever made of elements, never of text."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from django.conf import settings

from elo_portal.core.addresses import in_each_language
from elo_portal.core.models import Term
from practices.linked_data import LICENCES
from practices.models import Practice
from practices.queries import harvest

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SCHEMA = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
DC_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
UNWRITABLE = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
IDENTIFIER = re.compile(r"oai:[^:]+:practice/([1-9][0-9]{0,17})")

for prefix, namespace in (("", OAI), ("oai_dc", OAI_DC), ("dc", DC), ("xsi", XSI)):
    register_namespace(prefix, namespace)


def add(parent: Element, name: str, text: str = "", *, namespace: str = OAI, **attributes: str) -> Element:
    """A new last child."""
    child = SubElement(parent, f"{{{namespace}}}{name}", attributes)
    if text:
        child.text = UNWRITABLE.sub("", text)
    return child


def envelope(asked: Mapping[str, str], *, now: datetime) -> Element:
    """`asked` are the arguments to be repeated: none after badVerb and badArgument."""
    root = Element(f"{{{OAI}}}OAI-PMH", {f"{{{XSI}}}schemaLocation": f"{OAI} {SCHEMA}"})
    add(root, "responseDate", stamp(now))
    add(root, "request", base_url(), **{name: UNWRITABLE.sub("", value) for name, value in asked.items()})
    return root


def serialised(root: Element) -> bytes:
    content: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def base_url() -> str:
    return f"{settings.BASE_URL}/oai/"


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def identifier(practice: Practice) -> str:
    return f"oai:{urlsplit(settings.BASE_URL).hostname}:practice/{practice.pk}"


def practice_id(text: str) -> int | None:
    """Of one of our identifiers."""
    found = IDENTIFIER.fullmatch(text)
    return (
        int(found[1]) if found and text.startswith(f"oai:{urlsplit(settings.BASE_URL).hostname}:") else None
    )


def header(parent: Element, practice: Practice) -> None:
    """Of a record; without a record only for those that have gone."""
    made = add(parent, "header", **({"status": "deleted"} if harvest.is_gone(practice) else {}))
    add(made, "identifier", identifier(practice))
    add(made, "datestamp", stamp(practice.stamp))  # type: ignore[attr-defined]
    for term in practice.terms.all():
        if term.vocabulary == "development_target":
            add(made, "setSpec", term.slug)


def record(parent: Element, practice: Practice) -> None:
    made = add(parent, "record")
    header(made, practice)
    if not harvest.is_gone(practice):
        _dublin_core(add(made, "metadata"), practice)


def sets(parent: Element, targets: Iterable[Term]) -> None:
    for term in targets:
        made = add(parent, "set")
        add(made, "setSpec", term.slug)
        add(made, "setName", term.name_fi)


def metadata_format(parent: Element) -> None:
    made = add(parent, "metadataFormat")
    add(made, "metadataPrefix", "oai_dc")
    add(made, "schema", DC_SCHEMA)
    add(made, "metadataNamespace", OAI_DC)


def _dublin_core(parent: Element, practice: Practice) -> None:
    """Organisations, never people."""
    location = {f"{{{XSI}}}schemaLocation": f"{OAI_DC} {DC_SCHEMA}"}
    made = SubElement(parent, f"{{{OAI_DC}}}dc", location)
    texts = practice.readable_texts.values()
    urls = in_each_language("practices:detail", practice.slug)
    for text in texts:
        add(made, "title", text.title, namespace=DC, **{XML_LANG: text.language})
    add(made, "creator", practice.owner.name_fi, namespace=DC)
    for term in practice.terms.all():
        for language, name in (("fi", term.name_fi), ("sv", term.name_sv), ("en", term.name_en)):
            add(made, "subject", name, namespace=DC, **{XML_LANG: language})
    for text in texts:
        if text.summary:
            add(made, "description", text.summary, namespace=DC, **{XML_LANG: text.language})
    add(made, "publisher", "ELO-portaali", namespace=DC)
    if practice.published_at:
        add(made, "date", stamp(practice.published_at)[:10], namespace=DC)
    add(made, "type", "Text", namespace=DC)
    add(made, "format", "text/html", namespace=DC)
    for text in texts:
        add(made, "identifier", urls[text.language], namespace=DC)
    for text in texts:
        add(made, "language", text.language, namespace=DC)
    for region in practice.regions.all():
        add(made, "coverage", region.name_fi, namespace=DC, **{XML_LANG: "fi"})
    add(made, "rights", LICENCES.get(practice.licence, practice.licence), namespace=DC)
