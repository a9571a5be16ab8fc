"""Events, their programme, and who comes."""

from seminars.models.events import Event
from seminars.models.host_changes import HostChange
from seminars.models.programme import ProgrammeItem
from seminars.models.registrations import Registration

__all__ = ["Event", "HostChange", "ProgrammeItem", "Registration"]
