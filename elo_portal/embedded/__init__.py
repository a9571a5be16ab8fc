"""PostgreSQL and Valkey from wheels, for a machine that has none: demo, tests and manage.py."""
