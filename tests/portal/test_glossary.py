"""Explanations of terms are left out of what a report holds; what only stands below the word 名词解释 is not."""

from spotcheck.portal.glossary import explanations


def kept(*lines: str) -> list[str]:
    out = explanations(lines)
    return [line for n, line in enumerate(lines) if n not in out]


def test_explanations_below_the_heading_are_left_out_and_the_next_section_is_not() -> None:
    lines = ("三、名词解释", "1.财政拨款收入：指本级财政当年拨付的资金。", "2.基本支出：指为保障机构", "正常运转发生的支出。", "四、附表")
    assert kept(*lines) == ["三、名词解释", "四、附表"]


def test_a_line_of_the_contents_before_the_captions_drops_none_of_them() -> None:
    lines = ("一、部门概况", "二、决算情况说明", "三、名词解释", "收入支出决算总表", "收入决算表", "支出决算表", "公开03表")
    assert kept(*lines) == list(lines)


def test_captions_behind_the_last_explanation_stay() -> None:
    lines = ("三、名词解释", "政府性基金：指依法征收的资金。", "收入支出决算总表", "公开01表", "部门：财政局 单位：万元")
    assert kept(*lines) == ["三、名词解释", "收入支出决算总表", "公开01表", "部门：财政局 单位：万元"]


def test_a_term_on_a_line_of_its_own_belongs_to_its_explanation() -> None:
    lines = ("名词解释", "政府性基金", "指依法征收、专款专用的资金。", "三公经费", "是指因公出国（境）费等。", "附表")
    assert kept(*lines) == ["名词解释", "附表"]
