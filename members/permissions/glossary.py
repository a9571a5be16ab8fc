"""Who may do what in the glossary; on agreeing see `can_tend_group`."""

from elo_portal.core.viewers import Viewer


def can_discuss_glossary(viewer: Viewer) -> bool:
    """Propose an entry or another wording, and comment: members of the network."""
    return viewer.is_member


def can_retire_entry(viewer: Viewer) -> bool:
    """National reviewers and administrators."""
    return viewer.is_admin or viewer.is_reviewer
