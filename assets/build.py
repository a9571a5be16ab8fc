"""Make static/vendor/ from the installed packages and our own sources: `python assets/build.py`.

One style sheet (fonts, the components of the design system that are used, our tokens, our own rules), the font files
and one sprite with the icons that the templates name. Nothing of it is committed; it takes half a second.
"""

import ast
import re
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "assets" / "node_modules"
STATIC = ROOT / "static"
VENDOR = STATIC / "vendor"
CODE_FOLDERS = ("elo_portal", "members", "practices", "seminars")

FONTS = {
    "figtree-latin-ext": "figtree-latin-ext-wght-normal",
    "figtree-latin": "figtree-latin-wght-normal",
}
# The files of the design system that are used, in the cascade layers of its own index.css.
COMPONENTS = {
    "ds.base": ("base",),
    "ds.components": ("button", "input", "tag", "error-summary"),
}
OWN_STYLES = (
    "theme",
    "tokens",
    "base",
    "spacing",
    "layout",
    "header",
    "targets",
    "regions",
    "practices",
    "sharing",
    "events",
    "forms",
    "states",
    "desk",
    "groups",
    "print",
)
LICENSED = ("@digdir/designsystemet-css", "@fontsource-variable/figtree", "lucide-static")

IN_TEMPLATE = re.compile(r"""\{%\s*icon\s+["']([a-z0-9-]+)["']|\bicon=["']([a-z0-9-]+)["']""")
STROKES = 'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"'


def main() -> None:
    if not PACKAGES.is_dir():
        sys.exit("The packages are not installed: run `npm ci` in assets/ first.")
    VENDOR.mkdir(parents=True, exist_ok=True)
    for name, source in FONTS.items():
        files = PACKAGES / "@fontsource-variable" / "figtree" / "files"
        shutil.copyfile(files / f"{source}.woff2", VENDOR / f"{name}.woff2")
    (VENDOR / "portal.css").write_text(style_sheet(), encoding="utf-8")
    (VENDOR / "sprite.svg").write_text(sprite(), encoding="utf-8")
    licences = [(PACKAGES / package / "LICENSE") for package in LICENSED]
    texts = [path.read_text(encoding="utf-8") for path in licences if path.exists()]
    (VENDOR / "licences.txt").write_text("\n\n".join(texts), encoding="utf-8")


def style_sheet() -> str:
    """Everything in one file: fonts, the system's components in their layers, then our own rules above them."""
    system = PACKAGES / "@digdir" / "designsystemet-css" / "dist" / "src"
    parts = ["@layer ds.theme, ds.base, ds.components;", font_faces()]
    for layer, names in COMPONENTS.items():
        rules = "".join((system / f"{name}.css").read_text(encoding="utf-8") for name in names)
        parts.append(f"@layer {layer}{{{rules}}}")
    parts += [(STATIC / "css" / f"{name}.css").read_text(encoding="utf-8") for name in OWN_STYLES]
    return smaller("\n".join(part.removeprefix('@charset "UTF-8";') for part in parts))


def font_faces() -> str:
    """The font's own rules, pointing at our copies of its files."""
    rules = (PACKAGES / "@fontsource-variable" / "figtree" / "wght.css").read_text(encoding="utf-8")
    for name, source in FONTS.items():
        rules = rules.replace(f"./files/{source}.woff2", f"{name}.woff2")
    return rules


def smaller(css: str) -> str:
    """Without comments and needless white space; the rest is left to the compression of the server."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};]) ?", r"\1", css).replace(";}", "}").strip() + "\n"


def sprite() -> str:
    """One file with a symbol for each icon in use, and our own marks."""
    icons = [symbol(name, places) for name, places in sorted(icon_names().items())]
    marks = (STATIC / "img" / "marks.svg").read_text(encoding="utf-8")
    own = re.findall(r"<symbol.*?</symbol>", marks, flags=re.DOTALL)
    own = [re.sub(r'<g data-icon="([a-z0-9-]+)"([^>]*)/>', icon_in_mark, text) for text in own]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg">'
        + "".join(icons + [squeezed(text) for text in own])
        + "</svg>\n"
    )


def symbol(name: str, places: list[str]) -> str:
    return f'<symbol id="i-{name}" viewBox="0 0 24 24">{drawing(name, places)}</symbol>'


def icon_in_mark(match: re.Match[str]) -> str:
    name, placing = match.groups()
    return f'<g {STROKES} stroke-width="2.2"{placing.rstrip()}>{drawing(name, ["static/img/marks.svg"])}</g>'


def drawing(name: str, places: list[str]) -> str:
    """What is inside an icon's svg."""
    path = PACKAGES / "lucide-static" / "icons" / f"{name}.svg"
    if not path.exists():
        sys.exit(f"There is no icon {name!r} in lucide-static: {', '.join(places)}")
    inside = re.search(r"<svg[^>]*>(.*)</svg>", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return squeezed(inside[1]) if inside else ""


def squeezed(xml: str) -> str:
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", xml)).replace(" />", "/>").strip()


def icon_names() -> dict[str, list[str]]:
    """Every icon that a template or a module names, with the files that do."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "templates").rglob("*.html")):
        for first, second in IN_TEMPLATE.findall(path.read_text(encoding="utf-8")):
            found[first or second].append(str(path.relative_to(ROOT)))
    for folder in CODE_FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for name in named_in_python(path):
                found[name].append(str(path.relative_to(ROOT)))
    return found


def named_in_python(path: Path) -> Iterator[str]:
    """`icon="..."` in calls and defaults, `icon("...")`, and all texts in constants called `..._ICON` or `..._ICONS`."""
    source = path.read_text(encoding="utf-8")
    if "icon" not in source and "ICON" not in source:
        return
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.keyword(arg="icon", value=ast.Constant(value=str(name))) if name:
                yield name
            case ast.Call(func=ast.Name(id="icon"), args=[ast.Constant(value=str(name)), *_]):
                yield name
            case ast.Assign(targets=[ast.Name(id=constant)]) | ast.AnnAssign(target=ast.Name(id=constant)):
                if constant.endswith(("ICON", "ICONS")) and node.value is not None:
                    yield from values(node.value)


def values(node: ast.expr) -> Iterator[str]:
    """The texts of a constant; of a dictionary its values, not its keys."""
    parts = node.values if isinstance(node, ast.Dict) else [node]
    for part in parts:
        for leaf in ast.walk(part):
            if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str):
                yield leaf.value


if __name__ == "__main__":
    main()
