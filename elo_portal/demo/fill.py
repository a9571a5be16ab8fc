"""Brings the demo's database up to date and loads the demo network: `python -m elo_portal.demo.fill`."""

import django
from django.core.management import call_command

if __name__ == "__main__":
    django.setup()
    call_command("migrate", interactive=False, verbosity=1)
    call_command("seed_demo")
