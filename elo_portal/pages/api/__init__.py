"""The reading interface for other systems: /api/v1/, described in docs/api.md."""
