"""Finnish business IDs (Y-tunnus)."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

WEIGHTS = (7, 9, 10, 5, 8, 4, 2)


def is_business_id(text: str) -> bool:
    """Seven digits, a hyphen and the right check digit.

    The rule of the Finnish Patent and Registration Office: weighted sum modulo 11; remainder 0 gives
    0, remainder 1 is never issued, otherwise 11 minus the remainder.
    """
    match = re.fullmatch(r"([0-9]{7})-([0-9])", text)
    if not match:
        return False
    remainder = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, match[1], strict=True)) % 11
    return remainder != 1 and int(match[2]) == (0 if remainder == 0 else 11 - remainder)


def validate_business_id(text: str) -> None:
    """Raises ValidationError that says what to check."""
    if not is_business_id(text):
        raise ValidationError(
            _("Check the business ID: seven digits, a hyphen and the check digit, such as 1234567-1.")
        )
