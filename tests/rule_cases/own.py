"""A catalogue of an office's own, with two duties and their cases: small enough to see what a word does."""

from __future__ import annotations

from pathlib import Path

HEAD = """
id = "own"
version = "1"
title = "补充目录"
source = "本县办法"
issued = 2017-01-01
region = ""
valid_from = 2017-01-01
valid_to = 2018-12-31
"""
CLAUSE = """
clause = "8"
label = "八、"
title = "补充"

[[duty]]
id = "8.1"
title = "公厕分布"
requires = "公布公厕的名称和地址。"
cadence = "standing"
confidence = "A"
bound = { scope = "everybody", levels = ["county"] }
hints = ["公厕"]
advice = "公布。"

[[duty.check]]
kind = "fields"
names = { accepted = ["公厕分布", "公共厕所", "公共厕所一览"] }
items = { all = [["公厕", "公共厕所"], ["分布", "名单", "一览"]], none = ["招标"] }
fields = [{ name = "名称", any = ["名称"] }, { name = "地址", any = ["地址", "位置"] }]

[[duty]]
id = "8.2"
title = "公厕动态"
requires = "公布公厕的动态。"
cadence = "regular"
confidence = "A"
bound = { scope = "everybody", levels = ["county"] }
advice = "公布。"

[[duty.check]]
kind = "fresh"
items = { all = [["公厕动态"]] }
max_age_days = 400
"""
CASES = """
duty = "8.1"

[met]
articles = [{ column = "公厕分布", title = "公厕分布一览", tables = [{ heads = ["名称", "地址"], rows = [["东门", "东街1号"]] }] }]

[[case]]
name = "another head"
like = "met"
instead_of = "地址"
words = ["位置"]

[[case]]
name = "an empty column under any of its names is blank"
columns = ["{word}", "工作动态"]
words = ["公厕分布", "公共厕所"]
expect = { verdict = "fail", defect = "blank" }
"""


def written(folder: Path, *, clause: str = CLAUSE, cases: str | None = CASES) -> Path:
    """The catalogue as files below a folder."""
    own = folder / "own"
    (own / "cases").mkdir(parents=True)
    (own / "catalogue.toml").write_text(HEAD, "utf-8")
    (own / "8.toml").write_text(clause, "utf-8")
    if cases is not None:
        (own / "cases" / "8.1.toml").write_text(cases, "utf-8")
    return own
