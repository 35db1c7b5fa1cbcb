"""CPU seconds to judge one stored site against every bundled catalogue, by pages and by duties. Run: python -m benchmarks.judging

The site holds what meets every duty of zhejiang-2017, and everyday articles up to the pages asked for; its body answers for everything.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from spotcheck.audits.engine import judge
from spotcheck.config.catalogue import list_catalogues, load_catalogue
from spotcheck.config.duties import Catalogue
from spotcheck.config.models import Function, Level
from spotcheck.crawler.snapshot import Snapshot
from spotcheck.jobs.rule_cases.case_expansion import load_cases
from spotcheck.jobs.rule_cases.drawn_site import DrawnArticle, DrawnColumn, DrawnSite
from spotcheck.jobs.rule_cases.site_building import build

AS_OF = date(2018, 1, 15)
_TEXT = "各有关单位要加强组织领导，认真抓好落实，确保各项工作按时完成，并于每月底前报送进展情况。" * 12


def site(pages: int) -> DrawnSite:
    """A case of about so many pages."""
    articles: dict[str, DrawnArticle] = {}
    columns: dict[str, DrawnColumn] = {}
    met = set[str]()
    for case in load_cases("zhejiang-2017", load_catalogue("zhejiang-2017")):
        if case.duty not in met and case.expect.verdict in ("pass", "manual"):
            met.add(case.duty)
            for column in case.site.columns:
                columns.setdefault(column.name, column)
            for article in case.site.articles:
                articles.setdefault(article.title, article.model_copy(update={"links": ()}))
    number = 0
    while len(columns) + len(articles) + 20 < pages - 2:
        day = date(2017, 1, 2) + timedelta(days=number % 370)
        title = f"我县召开第{number}次重点工作推进会议研究部署项目建设"
        articles[title] = DrawnArticle(title=title, column=f"工作动态{number % 20}", date=day, text=_TEXT)
        number += 1
    every = frozenset(Function)
    return DrawnSite(functions=every, level=Level.PROVINCE, columns=tuple(columns.values()), articles=tuple(articles.values()))


def measure(snapshot: Snapshot, catalogues: list[Catalogue]) -> float:
    """CPU seconds of one judgement, reading the snapshot included; the best of three."""
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        judge(snapshot, catalogues, AS_OF)
        best = min(best, time.process_time() - begun)
    return best


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.judging", description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[1000, 2000, 4000], help="sizes of the site (default: %(default)s)")
    chosen = parser.parse_args(arguments)
    every = [load_catalogue(name) for name in list_catalogues()]
    half = [each.model_copy(update={"clauses": each.clauses[::2]}) for each in every]
    print(f"{'pages':>8}{'duties':>8}{'CPU s':>8}{'ms a page':>11}")
    for pages in chosen.pages:
        with tempfile.TemporaryDirectory() as folder, build(Path(folder) / "snapshot.db", site(pages)) as snapshot:
            seen = sum(1 for _ in snapshot.pages())
            for catalogues in (every, half):
                spent = measure(snapshot, catalogues)
                duties = sum(len(each.duties()) for each in catalogues)
                print(f"{seen:8}{duties:8}{spent:8.2f}{spent / seen * 1000:11.2f}")


if __name__ == "__main__":
    main()
