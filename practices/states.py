"""The states of a practice and the ways between them."""

from practices.models import Practice

Status = Practice.Status

WAYS: frozenset[tuple[str, str]] = frozenset(
    {
        ("", Status.DRAFT),
        (Status.DRAFT, Status.SUBMITTED),
        (Status.RETURNED, Status.SUBMITTED),  # with additions, or because the return was undone
        (Status.SUBMITTED, Status.DRAFT),  # taken back by its makers
        (Status.SUBMITTED, Status.RETURNED),
        (Status.SUBMITTED, Status.PUBLISHED),
        (Status.PUBLISHED, Status.WITHDRAWN),
        (Status.PUBLISHED, Status.SUBMITTED),  # the publication was undone
        (Status.WITHDRAWN, Status.PUBLISHED),  # the withdrawal was undone
        (Status.WITHDRAWN, Status.DRAFT),  # its makers begin anew
        (Status.PUBLISHED, Status.ARCHIVED),  # nobody said for a year that it still holds
        (Status.ARCHIVED, Status.PUBLISHED),  # renewed
    }
)

# What undoing a decision leads back to.
UNDONE: dict[tuple[str, str], str] = {
    (Status.SUBMITTED, Status.RETURNED): Status.SUBMITTED,
    (Status.SUBMITTED, Status.PUBLISHED): Status.SUBMITTED,
    (Status.PUBLISHED, Status.WITHDRAWN): Status.PUBLISHED,
}
