"""Why a file is not read at all."""


class Refused(Exception):
    """The words say why; nothing of the file is used."""
