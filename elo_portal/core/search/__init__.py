"""Search: analysis of words, entries in the slim table, look-up with counts, marked hits."""
