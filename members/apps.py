"""members: people, accounts, organisations, authorities and regions, ELO groups."""

from django.apps import AppConfig

from elo_portal.core import viewers


class MembersConfig(AppConfig):
    name = "members"

    def ready(self) -> None:
        from members.queries.viewers import load_viewer  # noqa: PLC0415 - models are ready only here

        viewers.register_loader(load_viewer)
