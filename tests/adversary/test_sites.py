"""Whole small sites that nobody tuned the reading for: what a fair reader would say of each, against what is said."""

import pytest

from tests.adversary.more import more
from tests.adversary.run import differs, judged, told
from tests.adversary.sites import sites

SITES = {site.name: site for site in [*sites(), *more()]}


@pytest.fixture(scope="module")
def findings(tmp_path_factory):
    return judged(list(SITES.values()), tmp_path_factory.mktemp("adversary"))


@pytest.mark.parametrize("name", list(SITES))
def test_a_site_is_judged_as_a_fair_reader_would(name, findings):
    got = {duty: told(findings[name][duty]) for duty in SITES[name].expect}
    wrong = {duty: (expected, got[duty]) for duty, expected in SITES[name].expect.items() if differs(expected, got[duty])}
    assert not wrong
