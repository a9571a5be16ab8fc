import pytest
from django.core.exceptions import ImproperlyConfigured

from elo_portal import env


def test_text_returns_the_variable(monkeypatch):
    monkeypatch.setenv("COLOUR", "blue")

    assert env.text("COLOUR") == "blue"


def test_text_reads_the_file_that_is_named(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("blue\n")
    monkeypatch.setenv("COLOUR_FILE", str(tmp_path / "secret"))

    assert env.text("COLOUR") == "blue"


def test_text_that_is_missing_is_named():
    with pytest.raises(ImproperlyConfigured, match="COLOUR is not set"):
        env.text("COLOUR")


def test_text_in_a_file_that_is_missing_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("COLOUR_FILE", str(tmp_path / "nowhere"))

    with pytest.raises(ImproperlyConfigured, match="COLOUR_FILE cannot be read"):
        env.text("COLOUR", default="red")


@pytest.mark.parametrize(("value", "is_set"), [("1", True), ("0", False)])
def test_flag_is_one_or_zero(monkeypatch, value, is_set):
    monkeypatch.setenv("LIGHT", value)

    assert env.flag("LIGHT", default=not is_set) is is_set


@pytest.mark.parametrize("value", ["false", "true", "", "yes", "10"])
def test_flag_refuses_anything_else(monkeypatch, value):
    monkeypatch.setenv("LIGHT", value)

    with pytest.raises(ImproperlyConfigured, match="LIGHT must be 0 or 1"):
        env.flag("LIGHT", default=False)


def test_items_are_split_and_trimmed(monkeypatch):
    monkeypatch.setenv("NAMES", "a.example, b.example,,")

    assert env.items("NAMES") == ["a.example", "b.example"]


@pytest.mark.parametrize("value", ["-1", "1.5", "", "٣"])
def test_number_refuses_what_is_not_whole(monkeypatch, value):
    monkeypatch.setenv("PROXIES", value)

    with pytest.raises(ImproperlyConfigured, match="PROXIES must be a whole number"):
        env.number("PROXIES", default=0)


def test_load_file_fills_in_only_what_the_environment_leaves_open(monkeypatch, tmp_path):
    (tmp_path / "env").write_text("# a comment\n\nCOLOUR=blue=green\nTASTE=sweet\nSMELL=fresh\n")
    monkeypatch.setenv("TASTE", "sour")
    monkeypatch.setenv("SMELL_FILE", "/somewhere")
    monkeypatch.setenv("COLOUR", "")
    monkeypatch.delenv("COLOUR")

    env.load_file(tmp_path / "env")

    assert env.text("COLOUR") == "blue=green"
    assert env.text("TASTE") == "sour"
    monkeypatch.delenv("SMELL_FILE")
    assert env.text("SMELL", default="none") == "none"


def test_a_line_that_sets_nothing_is_named(tmp_path):
    (tmp_path / "env").write_text("COLOUR=blue\nnonsense\n")

    with pytest.raises(ImproperlyConfigured, match="line 2"):
        env.read_file(tmp_path / "env")


def test_database_on_a_host():
    place = env.database("postgres://portal:s%40cret@db.example:5433/elo?sslmode=verify-full")

    assert place["OPTIONS"].pop("pool")["max_size"] == 8
    assert place == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "elo",
        "HOST": "db.example",
        "PORT": "5433",
        "USER": "portal",
        "PASSWORD": "s@cret",
        "OPTIONS": {"sslmode": "verify-full"},
    }


def test_database_on_a_socket():
    place = env.database("postgres:///portal?host=/tmp/a%20b&user=portal")

    assert (place["NAME"], place["HOST"], place["USER"], place["PORT"]) == (
        "portal",
        "/tmp/a b",
        "portal",
        "",
    )


@pytest.mark.parametrize("url", ["sqlite:///x", "postgres://host", "postgres://u:hidden@host:port/x", ""])
def test_database_says_what_is_wrong_without_the_password(url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL") as refused:
        env.database(url)

    assert "hidden" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtp+tls://me:pw@mail.example", 587, True, False),
        ("smtps://me:pw@mail.example:2465", 2465, False, True),
    ],
)
def test_smtp_reads_the_kinds_of_encryption(url, port, tls, ssl):
    mail = env.smtp(url)

    assert (mail["EMAIL_HOST"], mail["EMAIL_PORT"]) == ("mail.example", port)
    assert (mail["EMAIL_USE_TLS"], mail["EMAIL_USE_SSL"]) == (tls, ssl)


@pytest.mark.parametrize("url", ["smtp://", "console://", "mail.example:25"])
def test_smtp_refuses_what_is_no_mail_server(url):
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        env.smtp(url)
