"""Refusals with an explanation that can be shown to a person."""

from django.utils.functional import Promise


class DomainError(Exception):
    """What was asked is not possible now; `message` says why, in the person's language.

    Subclasses stand beside the command that raises them and are named as statements.
    """

    message: str | Promise = ""

    def __init__(self, **details: object) -> None:
        super().__init__()
        self.details = details

    def __str__(self) -> str:
        text = str(self.message)
        return text % self.details if self.details else text
