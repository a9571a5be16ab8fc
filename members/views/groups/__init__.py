"""ELO groups, one file a topic."""
