"""Layers: what a catalogue that extends another takes, changes, leaves out and adds, and how its faults are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from spotcheck.config.catalogue import examine, load_catalogue
from spotcheck.config.duties import Catalogue

HEAD = """\
id = "own"
version = "1"
title = "本省补充"
source = "本省办法"
issued = 2020-01-01
region = ""
valid_from = 2020-01-01
valid_to = 2099-12-31
extends = "national-2019"
"""
DUTY = """
[[duty]]
id = "S.1"
title = "t"
requires = "r"
cadence = "standing"
confidence = "A"
bound = { scope = "everybody", levels = ["county"] }
advice = "a"
check = [{ kind = "column", names = { accepted = ["网站年报"] } }]
"""


def layer(folder: Path, text: str = "", head: str = HEAD) -> Path:
    (folder / "catalogue.toml").write_text(head + text, encoding="utf-8")
    return folder


def duties(catalogue: Catalogue) -> dict[str, object]:
    return {duty.id: duty for _, duty in catalogue.duties()}


def test_a_layer_has_the_duties_of_its_base(tmp_path: Path) -> None:
    assert duties(load_catalogue(layer(tmp_path))) == duties(load_catalogue("national-2019"))


def test_what_is_off_is_left_out_and_what_is_added_stands_behind(tmp_path: Path) -> None:
    own = load_catalogue(layer(tmp_path, 'off = ["1.1a", "2.2"]\n' + DUTY))
    base = list(duties(load_catalogue("national-2019")))
    assert list(duties(own)) == [each for each in base if each not in ("1.1a", "2.2")] + ["S.1"]


def test_an_override_changes_the_keys_that_it_names_and_settings_of_one_check(tmp_path: Path) -> None:
    text = '[[override]]\nduty = "2.4a"\nadvice = "照办"\n[[override.change]]\ncheck = 1\ndraw = 9\n'
    (own, base) = (duties(each)["2.4a"] for each in (load_catalogue(layer(tmp_path, text)), load_catalogue("national-2019")))
    assert (own.advice, own.checks[0].draw, own.title) == ("照办", 9, base.title)  # type: ignore[attr-defined]
    assert own.checks[0].fields == base.checks[0].fields  # type: ignore[attr-defined]


def test_a_layer_may_stand_upon_a_layer_beside_it(tmp_path: Path) -> None:
    (tmp_path / "province").mkdir()
    (tmp_path / "county").mkdir()
    layer(tmp_path / "province", 'off = ["1.1a"]\n')
    county = layer(tmp_path / "county", DUTY, HEAD.replace("national-2019", "province"))
    assert "1.1a" not in duties(load_catalogue(county)) and "S.1" in duties(load_catalogue(county))


def test_layers_that_lead_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    layer(tmp_path / "one", head=HEAD.replace("national-2019", "two"))
    layer(tmp_path / "two", head=HEAD.replace("national-2019", "one"))
    built, faults = examine(tmp_path / "one")
    assert built is None and "lead in a circle" in faults[0].en


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ('off = ["1.1x"]\n', "catalogue.toml:10: off[1]: ", "has no duty '1.1x'; did you mean"),
        ('off = "1.1a"\n', "catalogue.toml:10: off: ", "must be an array of ids"),
        ('[[override]]\nduty = "9.9"\n', "catalogue.toml:11: override[1].duty: ", "has no duty '9.9'"),
        (
            '[[override]]\nduty = "1.4"\nadvise = "x"\n',
            "catalogue.toml:12: override[1].advise: ",
            "unknown key 'advise'; did you mean 'advice'?",
        ),
        (
            'off = ["1.4"]\n[[override]]\nduty = "1.4"\nadvice = "x"\n',
            "catalogue.toml:12: override[1].duty: ",
            "switched off or changed already",
        ),
        ('[[override]]\nduty = "1.4"\n[[override.change]]\ncheck = 3\n', "catalogue.toml:13: override[1].change[1].check: ", "check = 1…2"),
        (DUTY.replace("S.1", "1.4"), "catalogue.toml:12: duty[1].id: ", "to change it write [[override]]"),
        (DUTY.replace('["county"]', "[]"), "catalogue.toml:17: duty[1].bound.levels: ", "must not be empty"),
        (DUTY.replace('title = "t"', "title = 1"), "catalogue.toml:13: duty[1].title: ", "wrong type"),
    ],
)
def test_a_fault_of_a_layer_is_one_line_with_its_place_and_what_to_do(tmp_path: Path, text: str, place: str, said: str) -> None:
    built, faults = examine(layer(tmp_path, text))
    assert built is None and len(faults) == 1
    assert place in faults[0].en and said in faults[0].en


def test_a_base_that_there_is_none_is_named(tmp_path: Path) -> None:
    built, faults = examine(layer(tmp_path, head=HEAD.replace("national-2019", "national-2091")))
    assert built is None and "catalogue.toml:9: extends: " in faults[0].en and "did you mean 'national-2019'?" in faults[0].en


def test_a_layer_key_without_a_base_is_an_unknown_key(tmp_path: Path) -> None:
    built, faults = examine(layer(tmp_path, 'off = ["1.1a"]\n', HEAD.replace('extends = "national-2019"\n', "")))
    assert built is None and any("unknown key 'off'" in fault.en for fault in faults)


def test_the_example_of_the_guide_is_sound() -> None:
    example = load_catalogue(Path(__file__).parents[2] / "docs" / "example-layer")
    assert "2.2" not in duties(example) and "S.1" in duties(example)
    assert duties(example)["1.4"].checks[1].classes[0].max_age_days == 10  # type: ignore[attr-defined]
