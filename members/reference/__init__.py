"""Regions, authorities, areas and municipalities as published; ELO groups as founded."""
