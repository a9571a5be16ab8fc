"""The demo network: invented organisations and people in real regions, and a first library."""
