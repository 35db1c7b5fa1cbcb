"""One language is spoken at a time: a person's by their environment, a report's as it was asked for."""

from __future__ import annotations

import pytest

from spotcheck.config.errors import UserError
from spotcheck.config.language import Language, join, language, say, speaking


@pytest.fixture
def locale(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """No variable of the environment tells of a language."""
    for name in ("SPOTCHECK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def test_a_person_is_spoken_to_in_their_locale_and_in_english_where_it_is_another(locale: pytest.MonkeyPatch) -> None:
    assert language() is Language.EN
    for value, spoken in (("zh_CN.UTF-8", Language.ZH), ("de_DE.UTF-8", Language.EN), ("ZH", Language.ZH)):
        locale.setenv("LANG", value)
        assert language() is spoken
    locale.setenv("LC_ALL", "C")
    assert language() is Language.EN
    locale.setenv("SPOTCHECK_LANG", "zh")
    assert language() is Language.ZH


def test_a_report_is_in_its_language_and_what_is_said_of_its_writing_in_the_persons(locale: pytest.MonkeyPatch) -> None:
    locale.setenv("LANG", "en_GB.UTF-8")
    fault = None
    try:
        with speaking("zh"):
            assert (say("无", "none"), join(["a", "b"])) == ("无", "a、b")
            with speaking("en"):
                assert join(["a", "b"]) == "a, b"
            assert language() is Language.ZH
            raise UserError(zh="写不进去", en="cannot be written")
    except UserError as error:
        fault = error
    assert str(fault) == "cannot be written"


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"), speaking("fr"):
        pass
