"""Where each key of a TOML file stands. Reads only text that tomllib has already accepted; it validates nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

KeyPath = tuple[str | int, ...]

_BARE_END: Final = frozenset(" \t\r\n=.]#,}")
_VALUE_END: Final = frozenset("\n,]}#")
_ESCAPES: Final = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\", "e": "\x1b"}


def positions(text: str) -> dict[KeyPath, int]:
    """Line number (from 1) of every table, key and array element, by its path of keys and indices (from 0)."""
    return _Scanner(text).scan()


def line_of(lines: Mapping[KeyPath, int], path: KeyPath) -> int | None:
    """The line of ``path``, or of the nearest thing around it that has one."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[KeyPath, int] = {}
        self.counts: dict[KeyPath, int] = {}
        self.counted_to = 0
        self.line = 1

    def scan(self) -> dict[KeyPath, int]:
        table: KeyPath = ()
        while self._skip_blank():
            if self.text.startswith("[[", self.at):
                self.at += 2
                table = self._resolve(self._key())
                index = self.counts.get(table, 0)
                self._note(table)
                self.counts[table] = index + 1
                table = (*table, index)
                self._note(table)
                self._to_line_end()
            elif self.text[self.at] == "[":
                self.at += 1
                table = self._resolve(self._key())
                self._note(table)
                self._to_line_end()
            else:
                self._pair(table)
        return self.lines

    def _resolve(self, keys: tuple[str, ...]) -> KeyPath:
        path: KeyPath = ()
        for key in keys[:-1]:
            path = (*path, key)
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
        return (*path, keys[-1])

    def _note(self, path: KeyPath) -> None:
        self.line += self.text.count("\n", self.counted_to, self.at)
        self.counted_to = self.at
        self.lines.setdefault(path, self.line)

    def _skip_blank(self) -> bool:
        while self.at < len(self.text):
            char = self.text[self.at]
            if char == "#":
                self._to_line_end()
            elif char in " \t\r\n":
                self.at += 1
            else:
                return True
        return False

    def _to_line_end(self) -> None:
        end = self.text.find("\n", self.at)
        self.at = len(self.text) if end < 0 else end

    def _key(self) -> tuple[str, ...]:
        keys = []
        while True:
            self._skip_blank()
            if self.text[self.at] in "\"'":
                keys.append(self._string())
            else:
                start = self.at
                while self.text[self.at] not in _BARE_END:
                    self.at += 1
                keys.append(self.text[start : self.at])
            self._skip_blank()
            if self.text[self.at] != ".":
                return tuple(keys)
            self.at += 1

    def _pair(self, table: KeyPath) -> None:
        path = table
        for key in self._key():
            path = (*path, key)
            self._note(path)
        self.at += 1  # the equals sign
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        self._skip_blank()
        char = self.text[self.at]
        if char in "\"'":
            self._string()
        elif char in "[{":
            self._nested(path, is_array=char == "[")
        else:
            while self.at < len(self.text) and self.text[self.at] not in _VALUE_END:
                self.at += 1

    def _nested(self, path: KeyPath, *, is_array: bool) -> None:
        self.at += 1
        index = 0
        while self._skip_blank() and self.text[self.at] not in "]}":
            if self.text[self.at] == ",":
                self.at += 1
            elif is_array:
                self._note((*path, index))
                self._value((*path, index))
                index += 1
            else:
                self._pair(path)
        self.at += 1

    def _string(self) -> str:
        quote = self.text[self.at]
        mark = quote * 3 if self.text.startswith(quote * 3, self.at) else quote
        self.at += len(mark)
        out = []
        while not self.text.startswith(mark, self.at):
            char = self.text[self.at]
            if char == "\\" and quote == '"':
                self.at += 1
                char = _ESCAPES.get(self.text[self.at], "")
            out.append(char)
            self.at += 1
        self.at += len(mark)
        while len(mark) == 3 and self.text.startswith(quote, self.at):
            self.at += 1
        return "".join(out)
