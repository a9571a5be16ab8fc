"""How gunicorn serves the portal, wherever it is started. Ports and numbers come from its command line."""

import os
from typing import Any

from elo_portal.demo.loopback import is_loopback

worker_class = "gthread"
preload_app = True  # the Finnish dictionary is loaded once and shared
control_socket_disable = True


def on_starting(server: Any) -> None:
    """Refuse to show a demo, whose passwords are known, to other machines."""
    if os.environ.get("DEMO") != "1":
        return
    for address in server.cfg.address:
        if isinstance(address, tuple) and not is_loopback(address[0]):
            raise SystemExit(f"DEMO=1 listens to this machine only, not to {address[0]}.")
