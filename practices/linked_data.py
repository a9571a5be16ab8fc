"""What search engines read of a practice's page (schema.org)."""

from typing import Any

from elo_portal.core.addresses import in_each_language
from practices.models import Practice, PracticeText

LICENCES = {"CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/"}


def of_practice(practice: Practice, text: PracticeText) -> dict[str, Any] | None:
    """A how-to where there are steps, else a creative work; nothing of what not everybody may see.

    No query for a practice of `queries.reading`.
    """
    if practice.status != Practice.Status.PUBLISHED or practice.visibility != Practice.Visibility.PUBLIC:
        return None
    urls = in_each_language("practices:detail", practice.slug)
    published, updated = practice.published_at, practice.updated_at
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "HowTo" if text.steps else "CreativeWork",
        "@id": urls[practice.source_language],
        "url": urls[text.language],
        "name": text.title,
        "description": text.summary,
        "inLanguage": text.language,
        "isAccessibleForFree": True,
        "datePublished": published.isoformat() if published else None,
        "dateModified": max(updated, published or updated).isoformat(),
        "creator": {"@type": "Organization", "name": practice.owner.name},
        "publisher": {"@type": "Organization", "name": "ELO-portaali"},
        "keywords": [term.name for term in practice.terms.all()],
        "spatialCoverage": [{"@type": "Place", "name": region.name} for region in practice.regions.all()],
        "step": [_step(step) for step in text.steps],
        "license": LICENCES.get(practice.licence),
        "workTranslation": [
            {
                "@type": "CreativeWork",
                "inLanguage": one.language,
                "name": one.title,
                "url": urls[one.language],
            }
            for one in practice.readable_texts.values()
            if one.language != text.language
        ],
    }
    return {name: value for name, value in data.items() if value not in (None, [])}


def _step(step: str) -> dict[str, str]:
    """The first line is its heading."""
    heading, _newline, rest = step.partition("\n")
    return {"@type": "HowToStep", "name": heading, "text": rest.strip() or heading}
