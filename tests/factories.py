"""What the factories of every app share: one moment for all tests."""

from datetime import UTC, datetime

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)  # a Monday; tests pass it on as `now`
