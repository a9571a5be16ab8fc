"""The form of a practice as a Word file to fill in: the same names, help and examples."""

import io

from django.utils.translation import gettext as _
from django.utils.translation import override
from docx import Document
from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from practices.fields import STEPS, TEXT_LENGTHS, Step
from practices.forms.labels import EXAMPLES, HELP, LABELS, REQUIRED

FIELD_STYLE = "ELO field "  # with the name of the field: how the filled file is read
STEP_STYLE = "ELO step"
HELP_STYLE = "ELO help"
ANSWER_STYLE = "ELO answer"
BILBERRY, GREY = RGBColor(0x40, 0x38, 0x8C), RGBColor(0x56, 0x52, 0x6A)
BLANK_STEPS = 5
FIELDS = tuple(name for step in STEPS for name in step.texts)


def template(language: str) -> bytes:
    """The empty form in one language."""
    with override(language):
        document = Document()
        _styles(document, language)
        _about(document, language)
        for step in STEPS:
            if step.texts:
                document.add_heading(part_heading(step), level=1)
            for name in step.texts:
                _field(document, name)
        document.add_heading(_("In the portal"), level=1)
        document.add_paragraph(closing(), style=HELP_STYLE)
        written = io.BytesIO()
        document.save(written)
        return written.getvalue()


def part_heading(step: Step) -> str:
    return f"{step.number}. {step.name}"


def introduction() -> tuple[str, str]:
    return (
        _(
            "Write your text below each heading. Leave the headings as they are: the portal finds the texts by them."
        ),
        _("You may leave gaps. After the upload it is a draft that you and your colleagues go on with."),
    )


def closing() -> str:
    return _(
        "Target groups, themes, regions, maturity and evidence are chosen in the portal after the upload."
    )


def own_headings() -> set[str]:
    """Headings of the file, in the active language, that belong to no field."""
    return {_("Describe a practice"), _("In the portal"), *(part_heading(step) for step in STEPS)}


def step_heading(number: int) -> str:
    return _("Step %(number)s") % {"number": number}


def _styles(document: Doc, language: str) -> None:
    styles = document.styles
    normal = styles["Normal"]
    normal.font.size = Pt(11)
    run = normal.element.get_or_add_rPr()
    marked = run.makeelement(qn("w:lang"), {qn("w:val"): LOCALES[language]})
    run.append(marked)
    helping = styles.add_style(HELP_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    helping.base_style = normal
    helping.font.italic, helping.font.color.rgb = True, GREY
    answer = styles.add_style(ANSWER_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    answer.base_style = normal
    for name in FIELDS:
        style = styles.add_style(f"{FIELD_STYLE}{name}", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Heading 2"]
        style.next_paragraph_style = answer
    step = styles.add_style(STEP_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    step.base_style = styles["Heading 3"]
    step.next_paragraph_style = answer
    for heading in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        styles[heading].font.color.rgb = BILBERRY


LOCALES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}


def _about(document: Doc, language: str) -> None:
    properties = document.core_properties
    properties.title, properties.language = _("Describe a practice"), LOCALES[language]
    properties.author, properties.comments = "ELO-portaali", ""
    document.add_heading(_("Describe a practice"), level=0)
    for words in introduction():
        document.add_paragraph(words, style=HELP_STYLE)


def _field(document: Doc, name: str) -> None:
    document.add_paragraph(heading(name), style=f"{FIELD_STYLE}{name}")
    for words in helping(name):
        document.add_paragraph(words, style=HELP_STYLE)
    if name == "steps":
        for number in range(1, BLANK_STEPS + 1):
            document.add_paragraph(step_heading(number), style=STEP_STYLE)
            document.add_paragraph("", style=ANSWER_STYLE)
    else:
        document.add_paragraph("", style=ANSWER_STYLE)


def heading(name: str) -> str:
    """In the active language, with the word that says it is needed."""
    label = str(LABELS[name])
    return f"{label} ({_('required')})" if name in REQUIRED else label


def said_by_us() -> set[str]:
    """Everything in the file that helps and is nobody's answer, in the active language."""
    return {*introduction(), closing(), *(words for name in FIELDS for words in helping(name))}


def helping(name: str) -> list[str]:
    """What stands below a heading to help: nobody's answer."""
    words = [str(HELP[name])] if name in HELP else []
    if name in EXAMPLES:
        words.append(_("Example: %(example)s") % {"example": EXAMPLES[name]})
    if name in TEXT_LENGTHS:
        words.append(_("At most %(count)s characters.") % {"count": TEXT_LENGTHS[name]})
    return words
