"""Why a file is refused, as a short word that the parent process turns into a sentence."""


class Refused(Exception):
    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
