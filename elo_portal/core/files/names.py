"""Names of files: what a person sees in the download, harmless on every system."""

import re
import unicodedata

from elo_portal.core.files.refusals import FileRefused

LONGEST = 100
NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*%;`$]+')
DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?", re.IGNORECASE)
INNER_EXTENSION = re.compile(r"\.(?=[^.\d][^.]{0,4}$)")
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def cleaned(name: str) -> tuple[str, str]:
    """(name for the download, its extension in lower case). Raises FileRefused for a name without one.

    Only the last extension counts and only one stays: "report.exe.pdf" becomes "report_exe.pdf".
    """
    last = re.split(r"[/\\]", name)[-1]
    visible = "".join(one for one in last if unicodedata.category(one) not in INVISIBLE)
    visible = unicodedata.normalize("NFC", visible)
    plain = re.sub(r"\s+", " ", NOT_IN_NAMES.sub("_", visible)).rstrip(" .")
    stem, dot, extension = plain.rpartition(".")
    extension = extension.lower()
    if not dot or not (extension.isascii() and extension.isalnum()):
        raise FileRefused("name")
    stem = stem.strip(" .-")[:LONGEST].rstrip(" .-")
    while INNER_EXTENSION.search(stem):
        stem = INNER_EXTENSION.sub("_", stem)
    stem = stem or "file"
    if DEVICES.fullmatch(stem):
        stem = f"_{stem}"
    return f"{stem}.{extension}", extension
