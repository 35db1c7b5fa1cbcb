"""What stands in the tables that are drawn: budgets and final accounts, fee lists, lists of powers. Nothing of how they look."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

Head = tuple[str, int, int]  # words, columns, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table as its author means it. ``heads``: rows of heads with their spans; ``left``: columns of words, the others are of numbers."""

    caption: str
    unit: str
    heads: tuple[tuple[Head, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]  # shares of the width of the page
    left: frozenset[int]
    number: str = ""
    maker: str = ""
    foot: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The heads of each column from top to bottom, joined."""
        grid = self.head_grid()
        return tuple("/".join(dict.fromkeys(row[c] for row in grid if row[c])) for c in range(len(self.widths)))

    def head_grid(self) -> list[list[str]]:
        """The rows of heads, each cell repeated where it spans."""
        grid: list[list[str | None]] = [[None] * len(self.widths) for _ in self.heads]
        for r, row in enumerate(self.heads):
            c = 0
            for words, across, down in row:
                while grid[r][c] is not None:
                    c += 1
                for y in range(r, r + down):
                    grid[y][c : c + across] = [words] * across
        return [[cell or "" for cell in row] for row in grid]


def amount(chance: random.Random, *, empty: float = 0.15) -> str:
    """An amount of money, or nothing."""
    if chance.random() < empty:
        return ""
    value = chance.choice((0.0, chance.uniform(0.01, 9), chance.uniform(10, 9_999), chance.uniform(10_000, 900_000)))
    return f"{value:,.2f}" if chance.random() < 0.8 else f"{value:.0f}"


_BODIES = ("清河县财政局", "青禾市水利局", "云州省教育厅", "安青县卫生和计划生育局", "岚溪市发展和改革委员会")
_FUNCTIONS = (
    ("201", "一般公共服务支出"),
    ("20106", "财政事务"),
    ("2010601", "行政运行"),
    ("2010602", "一般行政管理事务"),
    ("205", "教育支出"),
    ("20508", "进修及培训"),
    ("208", "社会保障和就业支出"),
    ("20805", "行政事业单位离退休"),
    ("2080505", "机关事业单位基本养老保险缴费支出"),
    ("210", "医疗卫生与计划生育支出"),
    ("21011", "行政事业单位医疗"),
    ("221", "住房保障支出"),
    ("22102", "住房改革支出"),
    ("2210201", "住房公积金"),
)
_INCOMES = ("一、财政拨款收入", "二、上级补助收入", "三、事业收入", "四、经营收入", "五、附属单位上缴收入", "六、其他收入")
_OUTLAYS = (
    "一、一般公共服务支出",
    "二、外交支出",
    "三、国防支出",
    "四、公共安全支出",
    "五、教育支出",
    "六、科学技术支出",
    "七、文化体育与传媒支出",
)


def two_sides(chance: random.Random) -> Sheet:
    """收入支出决算总表: income on the left, outlays on the right, the number of each row."""
    body = chance.choice(_BODIES)
    rows = [("栏次", "", "1", "栏次", "", "2")]
    for n in range(7):
        income = _INCOMES[n] if n < 6 else ""
        rows.append((income, str(n + 1), amount(chance) if income else "", _OUTLAYS[n], str(n + 20), amount(chance)))
    rows.append(("本年收入合计", "24", amount(chance, empty=0), "本年支出合计", "47", amount(chance, empty=0)))
    rows.append(("总计", "27", amount(chance, empty=0), "总计", "50", amount(chance, empty=0)))
    heads = ((("收入", 3, 1), ("支出", 3, 1)), tuple((name, 1, 1) for name in ("项目", "行次", "决算数", "项目", "行次", "决算数")))
    return Sheet(
        caption="收入支出决算总表",
        unit="单位：万元",
        heads=heads,
        rows=tuple(rows),
        widths=(0.28, 0.08, 0.14, 0.28, 0.08, 0.14),
        left=frozenset({0, 3}),
        number="公开01表",
        maker=f"部门：{body}",
        foot="注：本表反映部门本年度的总收支和年末结转结余情况。",
    )


def by_function(chance: random.Random) -> Sheet:
    """收入决算表: codes and names of functions, seven kinds of income, three rows of heads."""
    chosen = _FUNCTIONS[: chance.randint(6, len(_FUNCTIONS))]
    kinds = ("财政拨款收入", "上级补助收入", "事业收入", "经营收入", "其他收入")
    rows = [("栏次", "栏次", *map(str, range(1, 7)))] if chance.random() < 0.5 else []
    rows += [("合计", "合计", *(amount(chance, empty=0.1) for _ in range(6)))] if rows else []
    rows += [(code, name, *(amount(chance, empty=0.3) for _ in range(6))) for code, name in chosen]
    heads = ((("项目", 2, 1), ("本年收入合计", 1, 2), *((kind, 1, 2) for kind in kinds)), (("科目编码", 1, 1), ("科目名称", 1, 1)))
    return Sheet(
        caption="收入决算表",
        unit="金额单位：元",
        heads=heads,
        rows=tuple(rows),
        widths=(0.11, 0.25, 0.14, 0.12, 0.1, 0.1, 0.08, 0.1),
        left=frozenset({0, 1}),
        number="公开02表",
        maker=f"编制单位：{chance.choice(_BODIES)}",
    )


def three_publics(chance: random.Random) -> Sheet:
    """“三公”经费支出表: a row or two under heads of two rows."""
    count = chance.randint(3, 5)
    heads = (
        (("单位名称", 1, 2), ("合计", 1, 2), ("因公出国（境）费", 1, 2), ("公务用车购置及运行费", 3, 1), ("公务接待费", 1, 2)),
        (("小计", 1, 1), ("公务用车购置费", 1, 1), ("公务用车运行费", 1, 1)),
    )
    rows = tuple((body, *(amount(chance, empty=0.1) for _ in range(6))) for body in _BODIES[:count])
    return Sheet(
        caption="2017年一般公共预算“三公”经费支出情况表",
        unit="单位：万元",
        heads=heads,
        rows=rows,
        widths=(0.22, 0.1, 0.14, 0.1, 0.16, 0.16, 0.12),
        left=frozenset({0}),
        number="附表5",
    )


def plain(chance: random.Random) -> Sheet:
    """支出预算表: one row of heads, amounts."""
    chosen = _FUNCTIONS[: chance.randint(5, 12)]
    return Sheet(
        caption=f"{chance.choice(_BODIES)}2017年一般公共预算支出表",
        unit="单位：万元",
        heads=((("科目编码", 1, 1), ("科目名称", 1, 1), ("合计", 1, 1), ("基本支出", 1, 1), ("项目支出", 1, 1)),),
        rows=tuple((code, name, *(amount(chance, empty=0.2) for _ in range(3))) for code, name in chosen),
        widths=(0.14, 0.38, 0.16, 0.16, 0.16),
        left=frozenset({0, 1}),
    )


_FEES = (
    "护照费",
    "考试报名费",
    "机动车号牌工本费",
    "居民身份证工本费",
    "城市道路占用挖掘修复费",
    "不动产登记费",
    "水土保持补偿费",
    "诉讼费",
    "学费",
)
_LAWS = (
    "云价费〔2013〕1号",
    "云财综〔2016〕9号、云价费〔2012〕33号",
    "《中华人民共和国水土保持法》第三十二条，财综〔2014〕8号",
    "发改价格〔2003〕2322号",
)


def fees(chance: random.Random) -> Sheet:
    """收费目录清单: words mostly, some so long that they are broken over lines."""
    rows = []
    for n, fee in enumerate(_FEES[: chance.randint(5, 9)], 1):
        rows.append((str(n), fee, chance.choice(_LAWS), chance.choice(("160", "50元/人次", "按定额", "20"))))
    return Sheet(
        caption="云州省省级行政事业性收费目录清单",
        unit="单位：元",
        heads=((("序号", 1, 1), ("收费项目名称", 1, 1), ("收费依据", 1, 1), ("收费标准", 1, 1)),),
        rows=tuple(rows),
        widths=(0.1, 0.3, 0.4, 0.2),
        left=frozenset({1, 2, 3}),
    )


def long_list(chance: random.Random) -> Sheet:
    """行政权力清单: as many rows as several pages hold."""
    count = chance.randint(45, 110)
    rows = tuple(
        (str(n), f"权力事项第{n}项", chance.choice(("行政许可", "行政处罚", "行政强制")), f"{chance.randint(1, 90)}")
        for n in range(1, count)
    )
    return Sheet(
        caption="清河县水利局行政权力事项目录",
        unit="单位：项",
        heads=((("序号", 1, 1), ("事项名称", 1, 1), ("类别", 1, 1), ("数量", 1, 1)),),
        rows=rows,
        widths=(0.12, 0.48, 0.22, 0.18),
        left=frozenset({1, 2}),
    )


def long_accounts(chance: random.Random) -> Sheet:
    """支出决算表: heads of two rows, more rows than a page holds."""
    rows = []
    for n in range(chance.randint(40, 80)):
        code, name = _FUNCTIONS[n % len(_FUNCTIONS)]
        rows.append((f"{code}{n:02}", name, *(amount(chance, empty=0.1) for _ in range(3))))
    heads = ((("项目", 2, 1), ("本年支出", 3, 1)), tuple((name, 1, 1) for name in ("科目编码", "科目名称", "合计", "基本支出", "项目支出")))
    return Sheet(
        caption="支出决算表",
        unit="单位：万元",
        heads=heads,
        rows=tuple(rows),
        widths=(0.16, 0.36, 0.16, 0.16, 0.16),
        left=frozenset({0, 1}),
        number="公开03表",
        maker=f"部门：{chance.choice(_BODIES)}",
    )


def two_columns(chance: random.Random) -> Sheet:
    """机关运行经费: names and amounts alone."""
    names = ("办公费", "印刷费", "水费", "电费", "邮电费", "差旅费", "会议费", "培训费", "公务接待费")[: chance.randint(4, 9)]
    return Sheet(
        caption="机关运行经费支出表",
        unit="单位：万元",
        heads=((("项目", 1, 1), ("金额", 1, 1)),),
        rows=tuple((name, amount(chance, empty=0)) for name in names),
        widths=(0.6, 0.4),
        left=frozenset({0}),
    )


KINDS = (two_sides, by_function, three_publics, plain, fees, two_columns)
LONG = (long_list, long_accounts)


def of(kind: Sequence[str]) -> tuple[str, ...]:
    """Cells without white space, as they are compared."""
    return tuple("".join(cell.split()) for cell in kind)
