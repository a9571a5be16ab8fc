"""The page that tells other programs and their makers what they may take along."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]
PAGES = {"fi": "/fi/avoin-data/", "sv": "/sv/oppna-data/", "en": "/en/open-data/"}


@pytest.mark.parametrize("language", PAGES)
def test_every_address_of_the_interface_stands_there(client, language):
    described = client.get("/api/v1/openapi.json").json()["paths"]

    text = client.get(PAGES[language]).content.decode().replace("<var>slug</var>", "{slug}")

    assert set(re.findall(r"<code>(/api/v1/[^<]+)</code>", text)) == set(described)
    assert "http://localhost:8000/oai/" in text


@pytest.mark.parametrize("language", PAGES)
def test_what_it_leads_to_is_there(client, language):
    text = client.get(PAGES[language]).content.decode()
    article = text[text.index("<h1") : text.index("</main>")]
    links = [link for link in re.findall(r'href="([^"]+)"', article) if not link.startswith("mailto:")]

    answers = {link: client.get(link.removeprefix("http://localhost:8000")).status_code for link in links}

    assert len(answers) >= 9
    assert set(answers.values()) == {200}
    assert all(link.startswith((f"/{language}/", "/api/", "/oai/", "/sitemap")) for link in answers)


def test_the_foot_of_every_page_leads_there(client):
    assert f'href="{PAGES["sv"]}"' in client.get("/sv/praxis/").content.decode()


def test_the_manual_names_every_address(client):
    described = client.get("/api/v1/openapi.json").json()["paths"]
    manual = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")

    for path, methods in described.items():
        assert f"`{path}`" in manual
        for parameter in methods["get"].get("parameters", []):
            assert f"`{parameter['name']}`" in manual, (path, parameter["name"])
