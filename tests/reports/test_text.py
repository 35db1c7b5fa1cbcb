"""How periods are named in reports."""

import pytest

from spotcheck.config.language import speaking
from spotcheck.reports.formatting import period_name


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [
        ("2017", "2017年", "2017"),
        ("2017Q4", "2017年第四季度", "2017 Q4"),
        ("2017-03", "2017年3月", "2017-03"),
        ("2017W32", "2017年第32周（8月7日至13日）", "2017 week 32 (2017-08-07 to 2017-08-13)"),
        ("2017W31", "2017年第31周（7月31日至8月6日）", "2017 week 31 (2017-07-31 to 2017-08-06)"),
        ("2017W99", "2017W99", "2017W99"),
        ("2017-06-11/2017-06-15", "2017年6月11日至15日", "2017-06-11 to 2017-06-15"),
        ("2017-12-26/2018-01-01", "2017年12月26日至2018年1月1日", "2017-12-26 to 2018-01-01"),
        ("2017年第3期", "2017年第3期", "2017年第3期"),
    ],
)
def test_a_period_is_named_as_readers_name_it(period, zh, en):
    assert period_name(period) == zh
    with speaking("en"):
        assert period_name(period) == en
