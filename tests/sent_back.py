"""What a page's forms hold, as a browser would see it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

NOT_TYPED = {"hidden", "submit", "button", "image", "reset", "file", "password"}
TICKED = {"checkbox", "radio"}


@dataclass
class Control:
    """A text field, a choice or a box. `values`: what stands in it, or is chosen."""

    name: str
    kind: str
    id: str = ""
    described_by: tuple[str, ...] = ()
    values: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)

    @property
    def is_text(self) -> bool:
        return self.kind not in {"select", *TICKED}


@dataclass
class Form:
    action: str
    method: str
    hidden: dict[str, str] = field(default_factory=dict)
    button: dict[str, str] = field(default_factory=dict)  # the name and value of the first one that has any
    controls: dict[str, Control] = field(default_factory=dict)


class Page(HTMLParser):
    """`forms`, the ids on the page, the ids of open details, and where the summary of errors leads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.ids: set[str] = set()
        self.has_summary = False
        self.summary_links: list[str] = []
        self._form: Form | None = None
        self._control: Control | None = None  # a text area or a choice that is open
        self._in_summary = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids.add(given.get("id", ""))
        if "errsum" in given.get("class", "").split():
            self.has_summary = self._in_summary = True
        if tag == "a" and self._in_summary:
            self.summary_links.append(given.get("href", "").removeprefix("#"))
        if tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get"))
            self.forms.append(self._form)
        elif tag == "option" and self._control is not None:
            self._control.offered.append(given.get("value", ""))
            if "selected" in given:
                self._control.values.append(given.get("value", ""))
        elif tag == "button" and self._form is not None and given.get("name"):
            self._form.button = self._form.button or {given["name"]: given.get("value", "")}
        elif self._form is not None and given.get("name") and tag in {"input", "textarea", "select"}:
            self._add(tag, given)

    def _add(self, tag: str, given: dict[str, str]) -> None:
        assert self._form is not None
        kind = given.get("type", "text") if tag == "input" else tag
        name, value = given["name"], given.get("value", "")
        if kind == "hidden":
            self._form.hidden[name] = value
        if kind in NOT_TYPED:
            return
        described_by = tuple(given.get("aria-describedby", "").split())
        control = self._form.controls.setdefault(name, Control(name, kind, given.get("id", ""), described_by))
        if kind in TICKED:
            control.offered.append(value or "on")
            if "checked" in given:
                control.values.append(value or "on")
        elif tag == "input":
            control.values.append(value)
        else:
            self._control = control
            if tag == "textarea":
                control.values.append("")

    def handle_data(self, data: str) -> None:
        if self._control is not None and self._control.kind == "textarea":
            self._control.values[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in {"textarea", "select"} and self._control is not None:
            if tag == "textarea":  # the first line break belongs to the markup
                self._control.values[-1] = self._control.values[-1].removeprefix("\n")
            self._control = None
        elif tag == "form":
            self._form = None
        elif tag == "ul":
            self._in_summary = False

    def form_with(self, name: str) -> Form:
        return next(form for form in self.forms if name in form.controls)
