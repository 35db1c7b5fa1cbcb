"""What is told while a crawl runs, and how often its snapshot is judged for it."""

from spotcheck.cli import progress
from spotcheck.cli.progress import Watch
from spotcheck.crawler.crawl_plan import Progress


class _Clock:
    """Seconds that pass only when they are told to."""

    def __init__(self, monkeypatch):
        self.now = 0.0
        monkeypatch.setattr(progress.time, "monotonic", lambda: self.now)


def _told(pages, run_id="run"):
    return Progress(
        run_id=run_id, site="云州市", url="http://yunzhou.example/", title="", pages=pages, queued=5, elapsed_seconds=1.0, eta_seconds=None
    )


def _watched(monkeypatch, *, pages, seconds_a_page, seconds_a_look):
    """The numbers of pages at which a crawl was looked at, and the watch."""
    clock, looked = _Clock(monkeypatch), []

    def look():
        clock.now += seconds_a_look(at)
        looked.append(at)
        return at // 100, 122

    watch = Watch(quiet=False, delay=1.0, decide={"run": look})
    for at in range(1, pages + 1):
        clock.now += seconds_a_page
        watch(_told(at))
    return looked, watch


def test_all_looks_at_what_is_decided_judge_twice_the_pages_of_the_site_at_most(monkeypatch):
    looked, watch = _watched(monkeypatch, pages=5_000, seconds_a_page=1.0, seconds_a_look=lambda pages: pages / 1_000)
    assert looked[0] == 15
    assert len(looked) < 12
    assert sum(looked) <= 2 * 5_000
    assert "122" in watch.line(_told(5_000))


def test_a_crawl_does_not_wait_for_a_look_that_would_take_long(monkeypatch):
    looked, _ = _watched(monkeypatch, pages=5_000, seconds_a_page=1.0, seconds_a_look=lambda pages: pages / 20)
    assert looked == [15, 30, 60, 120]


def test_a_fast_crawl_is_not_looked_at_more_often_than_every_quarter_of_a_minute(monkeypatch):
    looked, _ = _watched(monkeypatch, pages=5_000, seconds_a_page=0.01, seconds_a_look=lambda pages: 0.0)
    assert len(looked) == 2
    assert looked[1] - looked[0] >= 1_500
