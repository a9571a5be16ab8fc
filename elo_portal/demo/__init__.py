"""`make demo`: the whole portal on one machine, started and stopped by one command."""
