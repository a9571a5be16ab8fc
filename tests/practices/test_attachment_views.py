"""The pages of files: who gets the bytes, how they leave, what the forms refuse and keep."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from elo_portal.core.files.kinds import KINDS
from practices.models import Attachment
from tests.core.files import samples
from tests.core.files.samples import pdf_file, png_file
from tests.members.factories import OrganisationFactory, PersonFactory, authority, group, viewer_of
from tests.practices.factories import PracticeFactory
from tests.practices.files import attach, checked, picture
from tests.practices.writing import posted, url

pytestmark = pytest.mark.django_db
Scan = Attachment.Scan


def upload(content, name="ohje.pdf"):
    return SimpleUploadedFile(name, content, content_type="text/html")


def files_url(practice):
    return f"/fi/kaytannot/ehdota/{practice.pk}/liitteet/"


def test_a_file_leaves_as_a_download_without_rights(client):
    practice = PracticeFactory()
    attachment = attach(practice, viewer_of(practice.author), checked(name="Öljy ja äly.pdf"))

    response = client.get(f"/fi/liitteet/{attachment.pk}/")

    assert b"".join(response.streaming_content) == b"%PDF-1.7 a"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%C3%96ljy%20ja%20%C3%A4ly.pdf"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "private" in response["Cache-Control"]


def test_a_picture_may_be_shown_in_the_page(client):
    practice = PracticeFactory()
    attachment = attach(practice, viewer_of(practice.author), picture(), alt_text="Kaavio")

    response = client.get(f"/fi/liitteet/{attachment.pk}/")

    assert response["Content-Disposition"] == 'inline; filename="kuva.png"'
    assert response["Content-Type"] == "image/png"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_type_that_is_no_longer_accepted_leaves_as_plain_bytes(client):
    practice = PracticeFactory()
    attachment = attach(practice, viewer_of(practice.author))
    Attachment.objects.update(media_type="text/html")

    response = client.get(f"/fi/liitteet/{attachment.pk}/")

    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("state", "seen"),
    [
        ("public", {"nobody", "member", "group", "coordinator", "maker"}),
        ("network", {"member", "coordinator", "maker"}),
        ("group", {"group", "coordinator", "maker"}),
        ("draft", {"maker"}),
        ("submitted", {"coordinator", "maker"}),
        ("withdrawn", {"coordinator", "maker"}),
    ],
)
def test_whoever_sees_the_practice_gets_its_files_and_nobody_else(client, signed_in, state, seen):
    practice = PracticeFactory()
    maker = PersonFactory(member_of=practice.owner, login=True)
    attachment = attach(practice, viewer_of(practice.author))
    if state in {"network", "group"}:
        practice.visibility, practice.group = state, group() if state == "group" else None
    elif state != "public":
        practice.status = state
    practice.save()
    people = {
        "nobody": client,
        "member": signed_in(PersonFactory(member_of=OrganisationFactory(), login=True)),
        "group": signed_in(PersonFactory(seat_in=group(), login=True)),
        "coordinator": signed_in(PersonFactory(coordinator_of=authority("04"), login=True)),
        "maker": signed_in(maker),
    }

    address = f"/fi/liitteet/{attachment.pk}/"
    got = {who for who, one in people.items() if one.get(address).status_code == 200}

    assert got == seen


def test_bytes_that_are_gone_are_not_found(client):
    practice = PracticeFactory()
    attachment = attach(practice, viewer_of(practice.author))
    attachment.file.storage.delete(attachment.file.name)

    assert client.get(f"/fi/liitteet/{attachment.pk}/").status_code == 404


def test_a_maker_attaches_a_file(writer, draft):
    fields = {"file": upload(pdf_file()), "title": "Tapaamisen runko", "language": "sv", "alt_text": ""}

    response = writer.post(files_url(draft), fields)

    attachment = Attachment.objects.get()
    assert response.url == files_url(draft)
    assert (attachment.title, attachment.language, attachment.name) == ("Tapaamisen runko", "sv", "ohje.pdf")
    assert attachment.media_type == KINDS["pdf"].media_type


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"file": upload(b"<html>")}, "file", "Tiedosto ei ole sitä, mitä sen nimi sanoo."),
        ({"file": upload(b"")}, "file", "Tiedosto on tyhjä."),
        ({"file": ""}, "file", None),
        ({"file": upload(b"MZ", "ohje.exe")}, "file", "Tällaista tiedostoa ei voi liittää."),
        ({"file": upload(png_file(), "kuva.png")}, "alt_text", "Kuvaile kuva niille"),
        ({"title": "x" * 201}, "title", None),
        ({"language": "de"}, "language", None),
    ],
    ids=["mismatch", "empty", "none", "program", "picture without words", "title", "language"],
)
def test_a_refusal_stands_beside_its_field_and_the_words_stay(writer, draft, changed, field, message):
    fields = {"file": upload(pdf_file()), "title": "Runko", "language": "sv", "alt_text": ""} | changed

    response = writer.post(files_url(draft), fields)

    form = response.context_data["form"]
    assert response.status_code == 422
    assert list(form.errors) == [field]
    assert message is None or form.errors[field][0].startswith(message)
    assert form["title"].value() == fields["title"]
    assert not Attachment.objects.exists()


def test_the_same_file_twice_is_told_beside_the_file(writer, draft):
    fields = {"title": "Runko", "language": "fi", "alt_text": ""}
    writer.post(files_url(draft), fields | {"file": upload(pdf_file())})

    response = writer.post(files_url(draft), fields | {"file": upload(pdf_file())})

    assert response.context_data["form"].errors["file"] == ["Tämä tiedosto on jo liitetty."]


def test_what_is_typed_beside_a_file_outlives_the_session(client, draft):
    client.post(files_url(draft), {"title": "Runko", "language": "sv", "alt_text": "", "file": upload(b"x")})
    client.force_login(draft.author.account)
    # The session of the signed-out keeps the words over the sign-in.
    response = client.get(files_url(draft))

    assert response.context_data["form"]["title"].value() == "Runko"


def test_a_maker_says_something_else_of_a_file(writer, draft):
    attachment = attach(draft, viewer_of(draft.author))

    writer.post(f"/fi/liitteet/{attachment.pk}/kuvaus/", {"title": "Uusi", "language": "en", "alt_text": ""})

    attachment.refresh_from_db()
    assert (attachment.title, attachment.language) == ("Uusi", "en")


def test_a_picture_keeps_needing_words(writer, draft):
    attachment = attach(draft, viewer_of(draft.author), picture(), alt_text="Kaavio")

    response = writer.post(
        f"/fi/liitteet/{attachment.pk}/kuvaus/", {"title": "Kuva", "language": "fi", "alt_text": " "}
    )

    assert response.status_code == 422
    assert list(response.context_data["form"].errors) == ["alt_text"]


def test_a_maker_removes_a_file(writer, draft):
    attachment = attach(draft, viewer_of(draft.author))

    response = writer.post(f"/fi/liitteet/{attachment.pk}/poista/")

    assert response.url == files_url(draft)
    assert not Attachment.objects.exists()


def test_the_pages_of_files_do_not_exist_for_others(client, signed_in, draft):
    attachment = attach(draft, viewer_of(draft.author))
    published = PracticeFactory()
    attached = attach(published, viewer_of(published.author))
    stranger = signed_in(PersonFactory(member_of=OrganisationFactory(), login=True))

    for address in (
        files_url(draft),
        files_url(published),
        f"/fi/liitteet/{attachment.pk}/kuvaus/",
        f"/fi/liitteet/{attached.pk}/kuvaus/",
    ):
        assert stranger.get(address).status_code == 404
        assert client.get(address).status_code == 302
    assert stranger.post(f"/fi/liitteet/{attached.pk}/poista/").status_code == 404
    assert Attachment.objects.count() == 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_needs_the_same_queries_for_one_file_and_for_three(
    signed_in, draft, count, django_assert_num_queries
):
    for number in range(count):
        attach(draft, viewer_of(draft.author), checked(b"%%PDF- %d" % number))
    client = signed_in(draft.author)
    client.get(files_url(draft))

    # session, account, viewer; practice with all that belongs to it; files
    with django_assert_num_queries(5):
        response = client.get(files_url(draft))

    assert len(response.context_data["files"]) == count


def test_in_review_the_list_is_there_and_the_form_is_not(signed_in):
    author = PersonFactory(login=True)
    practice = PracticeFactory(submitted=True, author=author)

    html = signed_in(author).get(files_url(practice)).content.decode()

    assert "multipart" not in html
    assert "Liitteitä ei voi muuttaa" in html


def test_the_form_saves_first_and_then_leads_to_the_files(writer, draft):
    address = url(draft, 5)

    response = writer.post(address, posted(writer, address, tips="Varaa aikaa.", go="files"))

    assert response.url == files_url(draft)
    assert draft.texts.get().tips == "Varaa aikaa."


def test_the_fifth_step_names_the_files(writer, draft):
    attach(draft, viewer_of(draft.author), title="Tapaamisen runko")

    assert "Tapaamisen runko" in writer.get(url(draft, 5)).content.decode()
    assert "Tapaamisen runko" not in writer.get(url(draft, 4)).content.decode()


def test_the_practice_lists_its_files_and_shows_its_pictures(client, signed_in):
    practice = PracticeFactory()
    author = viewer_of(practice.author)
    attach(practice, author, checked(samples.pdf_file()), title="Mötets upplägg", language="sv")
    shown = attach(practice, author, picture(), alt_text="Kaavio <b>")
    waiting = attach(practice, author, checked(b"%PDF- w"), title="Odottava")
    Attachment.objects.filter(pk=waiting.pk).update(scan=Scan.WAITING)
    maker = signed_in(PersonFactory(member_of=practice.owner, login=True))

    html, seen_by_makers = (
        one.get(reverse("practices:detail", args=[practice.slug])).content.decode() for one in (client, maker)
    )

    assert 'hreflang="sv" lang="sv">Mötets upplägg</a>' in html
    assert "PDF, 1\N{NO-BREAK SPACE}kt" in html
    assert f'<img src="/fi/liitteet/{shown.pk}/" alt="Kaavio &lt;b&gt;"' in html
    assert "Odottava" not in html
    assert "Odottava" in seen_by_makers
    assert "Tarkistetaan" in seen_by_makers
