"""Files of strangers: what is accepted, how it is checked, how it is scanned. Callers import the modules."""
