"""OAI-PMH 2.0: harvesters take what is public of the library, and learn what has gone."""
