"""Where files lie: a private folder, or a store of objects; half a setting stops the start."""

import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.utils.module_loading import import_string

from elo_portal import env
from tests.core.files import s3

ALL = {
    "S3_BUCKET": "liitteet",
    "S3_ACCESS_KEY_ID": "avain",
    "S3_SECRET_ACCESS_KEY": "salaisuus",
    "S3_ENDPOINT_URL": "http://127.0.0.1:9",
    "S3_REGION": "eu-north-1",
}


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch):
    for name in ALL:
        monkeypatch.delenv(name, raising=False)


def put(monkeypatch, **values):
    for name, value in values.items():
        monkeypatch.setenv(name, value)


def test_without_s3_files_lie_in_a_folder_of_our_own(tmp_path):
    chosen = env.files()
    storage = FileSystemStorage(location=tmp_path, **chosen["OPTIONS"])

    name = storage.save("practices/abc", ContentFile(b"x"))

    assert chosen["BACKEND"] == "django.core.files.storage.FileSystemStorage"
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "practices").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("missing", ["S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"])
def test_half_of_s3_stops_the_start_and_is_named(monkeypatch, missing):
    put(monkeypatch, **{name: value for name, value in ALL.items() if name != missing})

    with pytest.raises(ImproperlyConfigured, match=missing) as refusal:
        env.files()

    assert "salaisuus" not in str(refusal.value)


def test_a_secret_of_s3_may_lie_in_a_file(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("salaisuus\n")
    put(monkeypatch, **{name: value for name, value in ALL.items() if name != "S3_SECRET_ACCESS_KEY"})
    monkeypatch.setenv("S3_SECRET_ACCESS_KEY_FILE", str(tmp_path / "secret"))

    assert env.files()["OPTIONS"]["secret_key"] == "salaisuus"


@pytest.mark.real_time
def test_a_store_of_objects_keeps_lists_and_forgets_files(monkeypatch):
    with s3.running() as server:
        put(monkeypatch, **ALL | {"S3_ENDPOINT_URL": f"http://127.0.0.1:{server.server_port}"})
        chosen = env.files()
        storage = import_string(chosen["BACKEND"])(**chosen["OPTIONS"])

        name = storage.save("practices/abc", ContentFile(b"tavuja"))

        assert server.objects == {"practices/abc": b"tavuja"}
        with storage.open(name) as file:
            assert file.read() == b"tavuja"
        assert storage.listdir("practices")[1] == ["abc"]
        assert "x-amz-acl" not in {header.lower() for _verb, headers in server.calls for header in headers}
        storage.delete(name)
        assert server.objects == {}
        with pytest.raises(FileNotFoundError):
            storage.open(name)


def test_nothing_of_s3_is_loaded_where_it_is_not_used():
    said = "import tests.settings, django, sys; django.setup(); print('boto3' in sys.modules)"
    command = [sys.executable, "-W", "ignore", "-c", said]

    ended = subprocess.run(
        command, capture_output=True, text=True, check=True, env={"DJANGO_SETTINGS_MODULE": "tests.settings"}
    )

    assert ended.stdout.strip() == "False"


@pytest.mark.parametrize("address", ["", "127.0.0.1:3310", "clamav:3310", "[::1]:3310", "/run/clamd.sock"])
def test_a_scanner_has_a_port_or_a_path(monkeypatch, address):
    monkeypatch.setenv("CLAMAV", address)

    assert env.scanner("CLAMAV") == address


@pytest.mark.parametrize("address", ["clamav", "clamav:", ":3310", "clamav:http", "run/clamd.sock"])
def test_an_address_that_is_none_stops_the_start(monkeypatch, address):
    monkeypatch.setenv("CLAMAV", address)

    with pytest.raises(ImproperlyConfigured, match="CLAMAV"):
        env.scanner("CLAMAV")
