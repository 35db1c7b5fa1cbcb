"""Errors a user can cause: one clear line in the user's language. Never used for faults of the program itself."""

from __future__ import annotations

from spotcheck.config.language import say


class UserError(Exception):
    """A fault in what the user gave: the file, key or URL, what is wrong, and what to do, in one line.

    ``status`` is the exit status of the command (2 usage, register or catalogue; 3 ran but incomplete).
    """

    def __init__(self, *, zh: str, en: str, status: int = 2) -> None:
        super().__init__(en)
        self.zh = " ".join(zh.split())
        self.en = " ".join(en.split())
        self.status = status

    def __str__(self) -> str:
        return say(self.zh, self.en)
