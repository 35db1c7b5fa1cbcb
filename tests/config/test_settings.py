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


def test_a_variable_goes_before_the_file_and_an_option_before_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "spotcheck.toml").write_text("delay = 2\nmax_pages = 50\nat_once = 3\n", encoding="utf-8")
    monkeypatch.setenv("SPOTCHECK_DELAY", "0.5")
    monkeypatch.setenv("SPOTCHECK_MAX_PAGES", "60")
    settings = load_settings(tmp_path, max_pages=70)
    assert (settings.delay, settings.max_pages, settings.at_once, settings.timeout) == (0.5, 70, 3, 30.0)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("DELAY", "2", 2.0),
        ("MAX_PAGES", " 10 ", 10),
        ("OCR", "yes", True),
        ("BROWSER", "否", False),
        ("CONTACT", "12345", "12345"),
        ("LANGUAGE", "en", "en"),
        ("CATALOGUES", "zhejiang-2017, national", ("zhejiang-2017", "national")),
        ("WORD_LISTS", "words.xlsx", ("words.xlsx",)),
        ("TIMEOUT", "", 30.0),
    ],
)
def test_every_kind_of_value_can_stand_in_the_environment(monkeypatch: pytest.MonkeyPatch, name: str, text: str, value: object) -> None:
    monkeypatch.setenv(f"SPOTCHECK_{name}", text)
    assert getattr(load_settings(), name.lower()) == value


@pytest.mark.parametrize(
    ("name", "text", "en"),
    [
        ("DELAY", "fast", 'SPOTCHECK_DELAY: wrong type: expected a number, got "fast"; correct it'),
        ("DELAY", "-1", "SPOTCHECK_DELAY: must be at least 0; correct it"),
        ("DELAY", "inf", "SPOTCHECK_DELAY: must be at most 600; correct it"),
        ("MAX_PAGES", "1.5", "SPOTCHECK_MAX_PAGES: wrong type: expected a whole number, got 1.5; correct it"),
        ("OCR", "maybe", 'SPOTCHECK_OCR: wrong type: expected true or false, got "maybe"; correct it'),
        ("LANGUAGE", "de", "SPOTCHECK_LANGUAGE: the value 'de' is not allowed; allowed: en, zh"),
        ("CATALOGUES", ",", "SPOTCHECK_CATALOGUES: must not be empty; give at least one item"),
        ("DELEY", "1", "SPOTCHECK_DELEY: there is no such variable; did you mean SPOTCHECK_DELAY?"),
        ("MAXPAGES", "1", "SPOTCHECK_MAXPAGES: there is no such variable; did you mean SPOTCHECK_MAX_PAGES?"),
    ],
)
def test_a_wrong_variable_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch, name: str, text: str, en: str) -> None:
    monkeypatch.setenv(f"SPOTCHECK_{name}", text)
    with pytest.raises(UserError) as caught:
        load_settings()
    assert caught.value.en == en
    assert caught.value.zh.startswith(f"SPOTCHECK_{name}：")


def test_variables_that_are_somebody_elses_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SPOTCHECK_PORT", "SPOTCHECK_SERVICE_HOST", "SPOTCHECK_LANG", "SPOTCHECK_DEBUG"):
        monkeypatch.setenv(name, "8080")
    assert load_settings() == Settings()
