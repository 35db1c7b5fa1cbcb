"""Which catalogues apply where none is named: work points where and when they bind, the law everywhere. Says why; reads no page.

A place is told by signs alone: register, site code, ICP record, host. Where they contradict each other, no regional catalogue is chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from spotcheck.config.duties import Catalogue
from spotcheck.config.language import say
from spotcheck.config.models import Site

AUTOMATIC = "auto"  # asks for what is in force, as a name of a family does


def binding_there(
    catalogues: Sequence[Catalogue], day: date, site: Site, codes: Sequence[str] = (), icp: Sequence[str] = ()
) -> list[Catalogue]:
    """The automatic catalogues in force on ``day`` at ``site``; a layer stands for the one that it extends.

    ``codes`` and ``icp``: what its pages show. Where none is in force: the one of the day whatever the region, else the last that was.
    """
    standing = [each for each in catalogues if each.automatic]
    current = [each for each in standing if each.valid_from <= day <= each.valid_to]
    found = [each for each in current if not each.region or inside(each, site, codes, icp)]
    extended = {each.extends for each in found}
    found = [each for each in found if each.id not in extended]
    begun = sorted((each for each in standing if each.valid_from <= day), key=lambda each: each.valid_from)
    return found or current[:1] or begun[-1:] or standing[:1]


def inside(catalogue: Catalogue, site: Site, codes: Sequence[str] = (), icp: Sequence[str] = ()) -> bool:
    """Whether some sign places the site in the region of the catalogue, and none outside."""
    host = urlsplit(site.url).hostname or ""
    signs = [catalogue.region in site.region] if site.region else []
    if catalogue.region_codes:
        signs += [code.startswith(catalogue.region_codes) for code in (site.code, *codes) if code]
    if catalogue.icp_prefixes:
        signs += [record.startswith(catalogue.icp_prefixes) for record in icp if record]
    signs += [True for suffix in catalogue.region_hosts if host == suffix.lstrip(".") or host.endswith("." + suffix.lstrip("."))]
    return bool(signs) and all(signs)


def why(catalogue: Catalogue, day: date) -> str:
    """One line for the user: why it was chosen."""
    if not catalogue.valid_from <= day <= catalogue.valid_to:
        return say(
            f"{catalogue.id}（{day} 没有适用的目录，试用此前最近的一个）",
            f"{catalogue.id} (none was in force on {day}: the last before it, as a trial)",
        )
    if catalogue.region:
        return say(f"{catalogue.id}（{day} 在{catalogue.region}适用）", f"{catalogue.id} (in force in {catalogue.region} on {day})")
    return say(f"{catalogue.id}（{day} 有效，全国适用）", f"{catalogue.id} (in force on {day}, in the whole country)")
