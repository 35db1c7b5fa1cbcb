"""Files and folders that only their owner may read: pages are kept as they were read, with all that they show of people.

What is there already keeps the rights that somebody gave it.
"""

from __future__ import annotations

import os
from pathlib import Path


def private_folder(path: Path) -> None:
    """Makes a folder (and those above it) where there is none. OSError passes through."""
    missing = []
    while not path.exists() and path != path.parent:
        missing.append(path)
        path = path.parent
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
    if not missing and not path.is_dir():
        path.mkdir()  # raises what is wrong with it


def private_file(path: Path) -> None:
    """Makes an empty file where there is none. OSError passes through."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))


def withdraw(path: Path) -> None:
    """Takes from everybody but the owner what an earlier version let them read; where that is not ours to do, it stays."""
    try:
        path.chmod(path.stat().st_mode & 0o700)
    except OSError:
        return
