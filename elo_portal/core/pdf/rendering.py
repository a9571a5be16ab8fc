"""From a typst template and its data to a PDF."""

import json
import logging
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

logger = logging.getLogger(__name__)

HERE = Path(__file__).parent
ACCESSIBLE = ["ua-1"]


def render(template: Path, data: dict[str, Any], *, now: datetime) -> bytes:
    """A PDF/UA-1 file, dated `now`. The template reads `data` from `sys.inputs.data` and imports `base.typ`.

    A text with letters that no font has cannot keep to that standard: it is set without it, still with tags.
    """
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    source = HERE.joinpath("base.typ").read_bytes() + b"\n" + template.read_bytes()
    dated = now.replace(microsecond=0)  # finer than PDF can say
    options: dict[str, Any] = {"sys_inputs": inputs, "ignore_system_fonts": True, "timestamp": dated}
    try:
        return _compiled(source, pdf_standards=ACCESSIBLE, **options)
    except typst.TypstError as error:
        logger.warning("Set without PDF/UA-1: %s", error.message.partition(":")[0])
        return _compiled(source, **options)


def _compiled(source: bytes, **options: Any) -> bytes:
    pdf, _warnings = typst.compile_with_warnings(source, format="pdf", **options)
    return bytes(pdf)
