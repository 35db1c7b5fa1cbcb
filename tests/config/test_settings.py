"""Settings: defaults, the file of the workspace, and options before both."""

from __future__ import annotations

from pathlib import Path

import pytest

from spotcheck.config.errors import UserError
from spotcheck.config.settings import Settings, load_settings


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    settings = load_settings(tmp_path)
    assert settings == Settings() == load_settings()
    assert (settings.delay, settings.max_pages, settings.at_once, settings.timeout) == (1.0, 2000, 8, 30.0)


def test_the_file_goes_before_the_defaults_and_options_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "spotcheck.toml").write_text('delay = 2\nmax_pages = 50\ncontact = "网站监管@example.cn"\n', encoding="utf-8")
    settings = load_settings(tmp_path, max_pages=10, delay=None)
    assert (settings.delay, settings.max_pages) == (2.0, 10)
    assert settings.agent().startswith("spotcheck/")
    assert settings.agent().endswith("(+网站监管@example.cn)")


@pytest.mark.parametrize(
    ("line", "zh", "en"),
    [
        ("dealy = 1", "是否应为“delay”", "dealy: unknown key 'dealy'; did you mean 'delay'?"),
        ('delay = "1"', "应为数字", "delay: wrong type: expected a number"),
        ("delay = -1", "不得小于 0", "delay: must be at least 0"),
        ("timeout = 0", "须大于 0", "timeout: must be more than 0"),
        ("at_once = 1000", "不得大于 200", "at_once: must be at most 200"),
        ("max_pages = 1.5", "应为整数", "max_pages: wrong type: expected a whole number"),
        ("max_pages = true", "应为整数", "max_pages: wrong type"),
        ('language = "de"', "可用：en、zh", "allowed: en, zh"),
        ("delay = nan", "不得大于 600", "delay: must be at most 600"),
    ],
)
def test_a_wrong_setting_is_refused_with_its_line(tmp_path: Path, line: str, zh: str, en: str) -> None:
    (tmp_path / "spotcheck.toml").write_text(f"# settings\n{line}\n", encoding="utf-8")
    with pytest.raises(UserError) as caught:
        load_settings(tmp_path)
    assert f"{tmp_path / 'spotcheck.toml'}:2: " in caught.value.en
    assert en in caught.value.en
    assert zh in caught.value.zh


def test_a_wrong_option_is_refused_by_its_name() -> None:
    with pytest.raises(UserError, match="max_pages: must be at least 1"):
        load_settings(max_pages=0)
