"""What assets/build.py makes: one style sheet, the font, one sprite with the icons that are named."""

import gzip
import importlib.util
import re
from pathlib import Path

import django_htmx
import pytest
from django.conf import settings

ROOT = Path(settings.ROOT)
VENDOR = ROOT / "static" / "vendor"

specification = importlib.util.spec_from_file_location("build", ROOT / "assets" / "build.py")
build = importlib.util.module_from_spec(specification)
specification.loader.exec_module(build)


def test_sprite_holds_every_icon_that_is_named_and_the_marks():
    symbols = set(re.findall(r'<symbol id="([^"]+)"', build.sprite()))

    assert {f"i-{name}" for name in build.icon_names()} <= symbols
    assert {"m1", "m2", "m3", "m4", "m5", "m6", "m7", "national"} <= symbols


def test_icon_that_does_not_exist_stops_the_build_and_is_named():
    with pytest.raises(SystemExit, match=r"no-such-icon.*templates/x\.html"):
        build.symbol("no-such-icon", ["templates/x.html"])


def test_icons_are_found_in_calls_and_constants(tmp_path):
    source = 'STATE_ICONS = {"open": "ticket"}\nshow(icon="clock")\nicon("user")\nname = "no"\n'
    module = tmp_path / "module.py"
    module.write_text(source)

    assert sorted(build.named_in_python(module)) == ["clock", "ticket", "user"]


def test_style_sheet_needs_nothing_from_elsewhere():
    addresses = re.findall(r"url\(['\"]?([^'\")]+)", build.style_sheet())

    assert [url for url in addresses if not url.startswith("data:")] == [
        "figtree-latin-ext.woff2",
        "figtree-latin.woff2",
    ]


def test_style_sheet_keeps_the_order_of_the_layers():
    assert build.style_sheet().startswith("@layer ds.theme, ds.base, ds.components;@font-face{")


def test_a_page_weighs_at_most_ninety_kilobytes():
    script = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
    texts = [build.style_sheet().encode(), build.sprite().encode(), script.read_bytes()]
    texts += [path.read_bytes() for path in (ROOT / "static" / "js").glob("*.js")]
    texts.append((ROOT / "static" / "img" / "logo.svg").read_bytes())
    weight = sum(len(gzip.compress(text)) for text in texts) + (VENDOR / "figtree-latin.woff2").stat().st_size
    page = 8_000

    assert weight + page <= 90_000
