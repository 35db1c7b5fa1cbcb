"""Other sites that a site leads to and that were not followed: how many duties hang on each, and the register line that includes it.

Read off what the findings name as unread; follows and judges nothing.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from spotcheck.audits.verdicts import Finding
from spotcheck.config.language import say
from spotcheck.config.models import Site
from spotcheck.config.platforms import Platform, platform_at, platforms
from spotcheck.portal.friends import domain_of
from spotcheck.portal.records import Reason
from spotcheck.reports.facts import ElsewhereRow
from spotcheck.reports.formatting import clean, safe_href
from spotcheck.reports.labels import label

PLATFORM_HEAD = "网站名称,首页网址,共享平台"
_TOLD = 5  # sites that the command line names


def elsewhere(results: Iterable[tuple[Site, Sequence[Finding]]]) -> tuple[ElsewhereRow, ...]:
    """A row a host that was not followed, the one that most hangs on first. ``results``: each site with its findings."""
    names: dict[str, Counter[str]] = {}
    origins: dict[str, str] = {}
    duties: dict[str, set[tuple[str, str]]] = {}
    leading: dict[str, dict[str, Site]] = {}
    for site, findings in results:
        for finding in findings:
            for each in finding.certificate.unread if finding.certificate else ():
                host = urlsplit(each.url).netloc.lower()
                if each.outcome != Reason.LINKED_ELSEWHERE.value or not host:
                    continue
                names.setdefault(host, Counter())[each.label] += 1
                origins.setdefault(host, f"{urlsplit(each.url).scheme}://{host}/")
                duties.setdefault(host, set()).add((site.url, finding.duty))
                leading.setdefault(host, {})[site.url] = site
    order = sorted(duties, key=lambda host: (-len(duties[host]), host))
    return tuple(
        ElsewhereRow(
            host=clean(host),
            href=safe_href(origins[host]),
            called=clean(called := max(names[host], key=lambda name: (names[host][name], name))),
            duties=len(duties[host]),
            sites=len(leading[host]),
            line=clean(_line(host, origins[host], called, list(leading[host].values()))),
        )
        for host in order
    )


def told(rows: Sequence[ElsewhereRow]) -> list[str]:
    """The same in lines, for whoever ran it: what hangs on other sites, and what to write into the register."""
    if not rows:
        return []
    lines = [
        say(
            f"本站通向 {len(rows)} 个没有查看的网站，有关事项因此无法判定：",
            f"duties hang on {len(rows)} other sites that were not followed:",
        )
    ]
    for row in rows[:_TOLD]:
        zh = f"  {row.host}（{row.called}）：{row.duties} 项；登记表：{row.line}"
        lines.append(say(zh, f"  {row.host} ({row.called}): {row.duties} duties; register: {row.line}"))
    if len(rows) > _TOLD:
        lines.append(say(f"  其余 {len(rows) - _TOLD} 个见报告", f"  the other {len(rows) - _TOLD} stand in the report"))
    return lines


def _line(host: str, origin: str, called: str, sites: Sequence[Site]) -> str:
    """What the register says so that the next run looks there: a row for a platform, another address of the same body's own site."""
    platform = platform_at(host.partition(":")[0]) or _by_name(called)
    if platform is None and len(sites) == 1:
        own = domain_of(host) == domain_of(urlsplit(sites[0].url).netloc)
        return label("elsewhere_own" if own else "elsewhere_other", origin=origin, url=sites[0].url)
    return f"{PLATFORM_HEAD} → {_row(called, origin, platform.name if platform else label('elsewhere_platform'))}"


def _row(*cells: str) -> str:
    held = io.StringIO()
    csv.writer(held, lineterminator="").writerow(cells)
    return held.getvalue()


def _by_name(called: str) -> Platform | None:
    """The platform that a link calls by one of its names."""
    return next((each for each in platforms().values() if any(name in called for name in (each.name, *each.names))), None)
