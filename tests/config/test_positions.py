"""Line numbers of TOML keys, in every way that TOML can write them."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from spotcheck.config.toml_positions import line_of, positions

TEXT = '''\
# a comment with [[table]] and key = 1
a = "x # [no] = comment"
b.c = [1, # one
  { d = 'lite\\ral' },
  [2, 3]]

[t]
m = """
[[not]] = "a table"
"quoted" \\""" """
"q.k" = 2017-04-27T10:00:00 # date

[[row]]
n = 1
[row.sub]
o = 1
[[row]]
  [[row.sub]]
  p = { q = { r = [ ] }, s = 1.5e3 }
  [[row.sub]]
'''


def test_tables_keys_and_elements_are_found_on_their_lines() -> None:
    tomllib.loads(TEXT)
    lines = positions(TEXT)
    assert lines["a",] == 2
    assert (lines["b", "c"], lines["b", "c", 0], lines["b", "c", 1, "d"], lines["b", "c", 2, 1]) == (3, 3, 4, 5)
    assert (lines["t",], lines["t", "m"], lines["t", "q.k"]) == (7, 8, 11)
    assert (lines["row", 0, "n"], lines["row", 0, "sub", "o"]) == (14, 16)
    assert (lines["row", 1], lines["row", 1, "sub", 0, "p", "q", "r"], lines["row", 1, "sub", 1]) == (17, 19, 20)


def test_what_has_no_line_of_its_own_gets_the_line_of_what_is_around_it() -> None:
    lines = positions(TEXT)
    assert line_of(lines, ("row", 0, "missing")) == 13
    assert line_of(lines, ("missing",)) is None


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=8), max_size=4))
def test_no_string_can_put_the_scanner_out_of_step(data: dict[str, str]) -> None:
    text = "".join(f"{quoted(key)} = {quoted(value)}\n" for key, value in data.items()) + "[end]\n"
    assert tomllib.loads(text) == {**data, "end": {}} or "end" in data
    assert positions(text)["end",] in (len(data) + 1, list(data).index("end") + 1 if "end" in data else 0)


def quoted(text: str) -> str:
    return '"' + "".join(f"\\U{ord(c):08x}" if not c.isalnum() else c for c in text) + '"'
