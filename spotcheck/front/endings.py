"""One line for what kept a run from being complete."""

from __future__ import annotations

from spotcheck.config.errors import language, say
from spotcheck.config.glossary import term
from spotcheck.crawler.records import Outcome
from spotcheck.front import terminal
from spotcheck.front.work import Ended


def explain(ended: Ended) -> None:
    """Says what went wrong at one site, and what was noticed on the way. An interrupt is for ``stopped`` to tell."""
    for line in ended.notes:
        terminal.warn(line, line)
    if ended.error:
        terminal.hint(ended.error)
    elif not ended.interrupted and ended.judged is not None and ended.judged.home is not None:
        home, url = ended.judged.home, ended.job.run.site.url
        why = term("outcome", home.outcome, language())
        if home.outcome is Outcome.REFUSED_BY_GUARD:
            why += say(f"（{home.detail}；确要访问请加 --allow 主机:端口）", f" ({home.detail}; --allow HOST:PORT lets it through)")
        terminal.hint(
            say(
                f"{url}：首页未能读取：{why}；因此各事项均无法判定，请检查网址和网络后再试",
                f"{url}: the home page could not be read: {why}; so nothing can be judged; check address and network, and try again",
            )
        )


def stopped() -> None:
    """Says that the user ended it, and how to go on."""
    terminal.note("已停止，所见已保存；再次运行同一命令即可继续", "stopped; what was seen is kept; run the same command again to continue")
