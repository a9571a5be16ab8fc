"""Forms: one field with label, help, error and control; the summary of errors on top."""

from collections.abc import Iterable, Iterator
from typing import Any, Literal, TypeAlias

from django import forms, template
from django.forms import BaseForm, BoundField
from django.forms.formsets import BaseFormSet
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from elo_portal.core.components import check, render
from elo_portal.core.templatetags.texts import written

register = template.Library()

AnyForm: TypeAlias = "BaseForm | BaseFormSet[Any]"
Width = Literal["", "s", "m"]
Layout = Literal["two", "one", "line"]
CHOICE_WIDGETS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@register.simple_tag
def field(
    bound: BoundField,
    *,
    label: str = "",
    note: str = "",
    example: str = "",
    example_title: str = "",
    width: Width = "",
    layout: Layout = "two",
    check_url: str = "",
) -> SafeString:
    """A field of a form with everything around it, in the order of the house.

    `note` stands under the control; `example` is folded under `example_title`; `check_url` lets htmx check the field
    when it is left, and swap this field only. Choices are set in two columns, one, or in a line.
    """
    check("field", "width", width, Width)
    check("field", "layout", layout, Layout)
    if bound.is_hidden:
        return bound.as_widget()
    identity = bound.auto_id or bound.html_name
    longest = (
        getattr(bound.field, "max_length", None) if isinstance(bound.field.widget, forms.Textarea) else None
    )
    return render(
        "field",
        kind=_kind(bound),
        id=identity,
        label=label or bound.label,
        help=bound.help_text,
        errors=_messages(bound),
        control="" if _kind(bound) == "choices" else _control(bound, identity, longest),
        choices=_choices(bound) if _kind(bound) == "choices" else [],
        is_required=bound.field.required,
        described_by=_described_by(bound, identity),
        length=len(str(bound.value() or "")),
        longest=longest,
        longest_written=written(longest) if longest else "",
        note=note,
        example=example,
        example_title=example_title or _("Show an example"),
        width=width,
        layout=layout,
        check_url=check_url,
    )


@register.simple_block_tag
def field_with_example(content: SafeString, bound: BoundField, **options: Any) -> SafeString:
    """As `field`, with the example between the tags."""
    return field(bound, example=content, **options)


@register.simple_tag
def fields(form: BaseForm) -> SafeString:
    """All fields of a form in their order, the hidden ones too."""
    return SafeString("".join(field(bound) for bound in form))


@register.simple_tag(takes_context=True)
def post_form(
    context: Context,
    form: BaseForm,
    submit: str,
    *,
    url: str = "",
    hidden: str = "",
    name: str = "",
    value: str = "",
    wide: bool = False,
    cancel_url: str = "",
    tone: Literal["accent", "danger"] = "accent",
) -> SafeString:
    """A whole simple form: token, errors, fields, button. `hidden`: safe inputs that travel along."""
    return render(
        "post_form",
        form=form,
        submit=submit,
        url=url,
        hidden=hidden or "",
        name=name,
        value=value,
        wide=wide,
        cancel_url=cancel_url,
        tone=tone,
        cancel_variant="secondary" if tone == "danger" else "tertiary",
        csrf_token=context.get("csrf_token", ""),
    )


@register.simple_tag
def form_errors(*forms: AnyForm, takes_focus: bool = True) -> SafeString:
    """The summary above the form: takes the focus, leads to each field, says the same words. Empty without errors."""
    found = [error for form in forms for error in _errors(form)]
    return render("form_errors", errors=found, takes_focus=takes_focus) if found else SafeString("")


@register.simple_tag
def error_prefix(*forms: AnyForm) -> str:
    """Put "Error: " in front of the title of a page whose form has any."""
    return f"{_('Error')}: " if any(form.is_bound and not form.is_valid() for form in forms) else ""


def _kind(bound: BoundField) -> Literal["control", "choices", "check"]:
    widget = bound.field.widget
    if isinstance(widget, CHOICE_WIDGETS):
        return "choices"
    return "check" if isinstance(widget, forms.CheckboxInput) else "control"


def _messages(bound: BoundField) -> list[str]:
    """The errors of a field. Where the form has no words of its own for an empty field, its label is named."""
    messages: list[str] = []
    for error in bound.errors.as_data():
        if error.code == "required" and error.message == forms.Field.default_error_messages["required"]:
            messages.append(_empty(bound))
        else:
            messages += error.messages
    return messages


def _empty(bound: BoundField) -> str:
    if _kind(bound) == "check":
        text = _("Tick “%(label)s”.")
    elif _kind(bound) == "choices" or isinstance(bound.field.widget, forms.Select):
        text = _("Choose an answer to “%(label)s”.")
    else:
        text = _("Fill in “%(label)s”.")
    return text % {"label": bound.label}


def _control(bound: BoundField, identity: str, longest: int | None) -> SafeString:
    widget = bound.field.widget
    widget.attrs.pop("placeholder", None)  # the label says it, and stays when one types
    if longest:
        # The browser would cut what is pasted without a word; the counter and the form say it instead.
        widget.attrs.pop("maxlength", None)
    classes = {"select": "select", "input": "ds-input", "check": ""}
    look = "check" if _kind(bound) == "check" else "select" if isinstance(widget, forms.Select) else "input"
    attrs: dict[str, str | bool] = (
        {"class": f"{widget.attrs.get('class', '')} {classes[look]}".strip()} if classes[look] else {}
    )
    if described_by := _described_by(bound, identity):
        attrs["aria-describedby"] = described_by
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if longest:
        attrs["data-counts"] = f"{identity}_count"
    return bound.as_widget(attrs=attrs)


def _choices(bound: BoundField) -> list[dict[str, Any]]:
    return [
        {"control": option.tag(wrap_label=False), "label": option.choice_label, "id": option.id_for_label}
        for option in bound.subwidgets
    ]


def _described_by(bound: BoundField, identity: str) -> str:
    ids = [f"{identity}_error"] if bound.errors else []
    if bound.help_text:
        ids.append(f"{identity}_helptext")
    return " ".join(ids)


def _errors(form: AnyForm) -> Iterator[dict[str, str]]:
    """Each error once, in the order of the page, with the id of what it is about."""
    if isinstance(form, BaseFormSet):
        yield from _texts(form.non_form_errors(), "")  # type: ignore[arg-type]
        for part in form.forms:
            yield from _errors(part)
        return
    yield from _texts(form.non_field_errors(), "")  # type: ignore[arg-type]
    for bound in form:
        if bound.is_hidden:
            yield from _texts(_messages(bound), "")
        else:
            # A group of choices has no id of its own: its first choice takes the focus.
            first = "_0" if isinstance(bound.field.widget, CHOICE_WIDGETS) else ""
            yield from _texts(_messages(bound), f"{bound.auto_id or bound.html_name}{first}")


def _texts(errors: Iterable[str], identity: str) -> Iterator[dict[str, str]]:
    for text in errors:
        yield {"text": str(text), "id": identity}
