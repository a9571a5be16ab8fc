"""Every write to events, programmes and registrations."""
