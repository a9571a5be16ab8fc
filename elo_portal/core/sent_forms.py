"""The three steps of every view with a form that keeps what was typed: fill it, carry out the command, show it."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.forms import BaseForm
from django.http import HttpResponse, QueryDict

from elo_portal.core import kept_input
from elo_portal.core.errors import DomainError
from elo_portal.core.http import PageRequest, render_page

Result = TypeVar("Result")


def typed(request: PageRequest) -> QueryDict | None:
    """What was just sent, else what was kept while the session had ended, else None."""
    return request.POST if request.method == "POST" else kept_input.kept(request)


def carry_out(
    request: PageRequest,
    form: BaseForm,
    command: Callable[[], Result],
    *,
    field: str | Mapping[type[DomainError], str] | None = None,
) -> Result | None:
    """The command's result, and nothing is kept any more; None where it refuses: the form says why beside `field`.

    `command` returns what it made. `field` may name one for each refusal. Without it the words stand above the form.
    """
    try:
        result = command()
    except DomainError as refusal:
        form.add_error(field.get(type(refusal)) if isinstance(field, Mapping) else field, str(refusal))
        return None
    kept_input.forget(request)
    return result


def render_form(request: PageRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """The page with its form: 422 when it was sent and has something to say."""
    return render_page(request, template, context, status=422 if request.method == "POST" else 200)
