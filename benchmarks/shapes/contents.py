"""The lawful portal: an invented county government that keeps every duty of the benchmark's catalogue. Draws nothing."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import xlsxwriter

from benchmarks.shapes.portal import Block, Column, File, Item, Portal, Ref, Table

_Sheets = dict[str, list[tuple[str | float, ...]]]  # rows by the name of the sheet
BODY = "云浦县人民政府"
_OFFICE = "云浦县人民政府办公室"
MONTHS = (*((2017, month) for month in range(1, 13)), (2018, 1))

_NEWS = (
    ("xw6", "县政府召开第十二次全体会议", date(2018, 2, 26), "会议听取了各单位年初以来的工作汇报，研究部署了下一步重点任务。"),
    ("xw5", "县图书馆新馆开馆试运行", date(2018, 2, 9), "新馆位于城东文化广场，设有阅览座位四百个，试运行期间每天开放八小时。"),
    ("xw4", "城南大桥完成主跨合龙", date(2018, 1, 30), "大桥全长四百二十米，双向四车道，计划于今年国庆节前后通车。"),
    ("xw3", "我县举行迎新年冬季长跑活动", date(2018, 1, 2), "来自全县各界的一千二百多名长跑爱好者参加了活动，全程五公里。"),
    ("xw2", "县领导走访慰问一线环卫工人", date(2017, 12, 21), "县领导一行先后来到城北、城西两个环卫所，向坚守岗位的工人们送上慰问品。"),
    ("xw1", "老城区三条道路改造完工", date(2017, 12, 5), "改造后的道路铺设了沥青路面，增设了人行道和路灯，方便居民出行。"),
)
_PROPOSALS = (
    ("关于增设城东公交站点的建议", "增设站点两处，已于上月投入使用"),
    ("关于修缮文昌阁的建议", "修缮方案已经专家论证，列入明年计划"),
    ("关于改善北门菜场停车秩序的建议", "新划停车位六十个，并安排专人管理"),
    ("关于加快西溪路拓宽的建议", "工程已完成招标，计划年底前开工"),
    ("关于开放学校操场的建议", "首批四所学校的操场已在周末向居民开放"),
    ("关于增加老年食堂的建议", "新办老年食堂三家，覆盖八个社区"),
)


def lawful() -> Portal:
    """The portal without a fault."""
    return Portal(body=BODY, columns=_columns(), files=_files())


def _columns() -> tuple[Column, ...]:
    return (
        Column(key="jgzn", name="机构职能", section="政务公开", blocks=_functions()),
        Column(key="zfgb", name="政府公报", section="政务公开", items=tuple(_gazette(n) for n in (6, 5, 4, 3))),
        Column(key="gfxwj", name="规范性文件", section="政务公开", items=_rules()),
        Column(key="zcjd", name="政策解读", section="政务公开", items=(_interpretation(),)),
        Column(key="xxnb", name="信息公开年报", section="政务公开", items=(_report(),)),
        Column(key="ysqgk", name="依申请公开", section="政务公开", children=_requests()),
        Column(key="czsz", name="财政收支", section="重点领域", items=tuple(_month(*each) for each in reversed(MONTHS))),
        Column(key="ysjs", name="部门预决算", section="重点领域", items=(_accounts(), _budget())),
        Column(key="sfqd", name="收费目录清单", section="重点领域", items=(_fees(),)),
        Column(key="qzqd", name="权责清单", section="重点领域", items=_powers()),
        Column(key="ssj", name="随机抽查事项清单", section="重点领域", blocks=(_inspections(),)),
        Column(key="hzgs", name="河长公示", section="重点领域", items=(_rivers(),)),
        Column(key="yjya", name="应急预案", section="重点领域", items=(_emergency(),)),
        Column(key="jyta", name="建议提案", section="互动交流", children=_answers()),
        Column(key="bgxz", name="表格下载", section="互动交流", blocks=_forms()),
        Column(key="wsdc", name="网上调查", section="互动交流"),
        Column(key="gzdt", name="工作动态", section="新闻中心", items=tuple(_news(*each) for each in _NEWS)),
    )


def _news(key: str, title: str, day: date, text: str) -> Item:
    return Item(key=key, title=title, day=day, blocks=(text, "下一步，有关单位将继续做好各项服务工作，欢迎广大群众提出宝贵意见。"))


def _functions() -> tuple[Block, ...]:
    return (
        "云浦县人民政府是县级国家行政机关，对县人民代表大会和上一级人民政府负责并报告工作。",
        "主要职能：执行县人民代表大会及其常务委员会的决议，领导所属各工作部门和乡镇人民政府的工作，管理本行政区域内的各项行政工作。",
        "内设机构：综合科、秘书科、文书科、督查科、后勤服务中心。办公地址：云浦县人民路1号。办公时间：工作日8:30至17:00。",
    )


def _gazette(number: int) -> Item:
    day = date(2017 + (number == 6), (number * 2) % 12 + 1, 12)
    text = f"本期刊登县政府文件{number + 2}件、县政府办公室文件{number + 4}件，人事任免一批。全文可在县档案馆、县图书馆查阅。"
    return Item(key=f"gb{number}", title=f"云浦县人民政府公报2017年第{number}期", day=day, blocks=(text,))


def _rules() -> tuple[Item, ...]:
    plan = (
        "各乡镇人民政府，县政府各部门：《云浦县2017年政务公开工作实施方案》已经县政府同意，现印发给你们，请认真贯彻执行。",
        "一、总体要求。坚持以公开为常态、不公开为例外，推进决策、执行、管理、服务和结果公开。",
        "二、主要任务。明确责任单位和完成时限，办公室为牵头单位，年底前对落实情况进行检查。",
    )
    adverts = (
        "云政发〔2017〕31号",
        "第一条 为了规范户外广告设置行为，保持市容整洁美观，根据有关法律法规，结合本县实际，制定本办法。",
        "第二条 本县城市规划区内户外广告的设置及其监督管理，适用本办法。",
        "第三条 本办法自2018年1月1日起施行。",
        Ref(lead="相关解读：", item="jd1"),
    )
    dogs = (
        "云政发〔2010〕12号",
        "第一条 为了加强城区犬类管理，保障公民人身安全，结合本县实际，制定本办法。",
        "第二条 城区内犬类的饲养、经营及其管理，适用本办法。",
    )
    repeal = (
        "各乡镇人民政府，县政府各部门：经清理，县政府决定废止下列规范性文件：",
        "1.《云浦县城区犬类管理办法》（云政发〔2010〕12号）",
        "本通知自印发之日起施行。",
    )
    bicycles = (
        "云政发〔2017〕17号",
        "第一条 为了规范公共自行车的运营和使用，方便市民出行，制定本办法。",
        "第二条 本办法自2017年8月1日起施行。",
    )
    return (
        Item(key="wj5", title="云浦县户外广告设置管理办法", day=date(2017, 11, 20), blocks=adverts),
        Item(key="wj4", title="云浦县人民政府关于废止部分规范性文件的通知", day=date(2017, 9, 1), blocks=repeal),
        Item(key="wj3", title="云浦县公共自行车管理办法", day=date(2017, 6, 28), blocks=bicycles),
        Item(key="wj2", title=f"{_OFFICE}关于印发云浦县2017年政务公开工作实施方案的通知", day=date(2017, 5, 18), blocks=plan),
        Item(key="wj1", title="云浦县城区犬类管理办法（已废止）", day=date(2010, 6, 1), blocks=dogs),
    )


def _interpretation() -> Item:
    blocks = (
        Ref(lead="解读文件：", item="wj5"),
        "一、制定背景。近年来我县户外广告数量增长较快，需要统一设置标准、明确管理责任。",
        "二、主要内容。办法规定了设置条件、办理程序和日常维护要求，并对逾期未拆除的情形作出规定。",
    )
    return Item(key="jd1", title="《云浦县户外广告设置管理办法》解读", day=date(2017, 11, 21), blocks=blocks)


def _report() -> Item:
    blocks = (
        "根据有关规定，现公布云浦县人民政府2016年政府信息公开工作年度报告。本报告所列数据的统计期限自2016年1月1日起至2016年12月31日止。",
        "一、概述。2016年，县政府健全工作机制，调整领导小组成员，明确一名副县长分管，办公室配备专职人员两名，全年组织培训三次。",
        "二、主动公开情况。全年主动公开信息1236条，其中机构职能类18条，政策文件类64条，工作信息类871条，其他283条。",
        "三、依申请公开情况。全年受理申请23件，均按时答复，其中同意公开19件，不属于本机关掌握范围的4件。",
        "四、收费及减免情况。全年没有收取检索、复制、邮寄等费用。",
        "五、行政复议和行政诉讼情况。全年没有发生因信息公开引起的行政复议和行政诉讼。",
        "六、存在的问题和改进措施。主要是部分栏目更新不够及时，下一步将明确责任人，定期检查更新情况。",
    )
    return Item(key="nb2016", title="云浦县人民政府2016年政府信息公开工作年度报告", day=date(2017, 3, 20), blocks=blocks)


def _requests() -> tuple[Column, ...]:
    notice = (
        f"受理机构：{_OFFICE}。地址：云浦县人民路1号101室。联系电话：0570-0000001。传真：0570-0000002。电子邮箱：ysq@yunpu.example。",
        "申请人可以当面提交申请，也可以通过信函、传真、电子邮件提出申请。申请应当写明姓名、联系方式和所需信息的内容描述。",
        "受理机构自收到申请之日起15个工作日内予以答复；需要延长的，经同意并告知申请人，延长时间不超过15个工作日。",
        "申请人对答复不服的，可以自收到答复之日起60日内申请行政复议，或者在6个月内向人民法院提起行政诉讼。",
    )
    steps = (
        "第一步 提出申请；第二步 登记并出具回执；第三步 审查；第四步 答复。",
        "申请内容不明确的，受理机构一次性告知申请人补正。",
    )
    form = (File(label="政府信息公开申请表", path="/files/sqb.xlsx"),)
    return (
        Column(key="sqxz", name="申请须知", blocks=notice),
        Column(key="sqlc", name="申请流程", blocks=steps),
        Column(key="sqb", name="申请表", blocks=form),
    )


def _month(year: int, month: int) -> Item:
    follows = date(year + month // 12, month % 12 + 1, 10 + month % 9)
    text = (
        f"{month}月，全县一般公共预算收入完成{1 + month / 10:.2f}亿元，同比增长{5 + month / 7:.1f}%；"
        f"一般公共预算支出{2 + month / 9:.2f}亿元，同比增长{4 + month / 8:.1f}%。"
    )
    return Item(key=f"sz{year}{month:02}", title=f"{year}年{month}月云浦县财政收支情况", day=follows, blocks=(text,))


def _accounts() -> Item:
    blocks = (
        "根据有关规定，现将本单位2016年部门决算予以公开，详见附件。",
        File(label=f"{_OFFICE}2016年部门决算表.xlsx", path="/files/js2016.xlsx"),
    )
    return Item(key="js2016", title=f"{_OFFICE}2016年部门决算", day=date(2017, 9, 8), blocks=blocks)


def totals() -> Table:
    """The budget's table of income and expenditure."""
    rows = (("一、财政拨款收入", "1205.30", "一、一般公共服务支出", "1188.10"), ("二、其他收入", "12.00", "二、住房保障支出", "29.20"))
    return Table(caption="表一 部门收支总表", heads=("收入项目", "金额（万元）", "支出项目", "金额（万元）"), rows=rows)


def _budget() -> Item:
    cars = Table(
        caption="表二 “三公”经费预算表",
        heads=("项目", "2017年预算数（万元）"),
        rows=(("因公出国（境）费", "0"), ("公务接待费", "18.50"), ("公务用车购置及运行费", "42.00")),
    )
    text = "部门职责：负责县政府日常工作的综合协调，承办县政府会议和文件。人员编制四十二名。2017年收支预算情况见下表。"
    return Item(key="ys2017", title=f"{_OFFICE}2017年部门预算", day=date(2017, 3, 10), blocks=(text, totals(), cars))


def _fees() -> Item:
    names = ("不动产登记费", "城镇垃圾处理费", "诉讼费", "考试考务费")
    rows = tuple((str(n), name, f"浙价费〔2015〕{n}号", f"{n * 10}元", "本级财政") for n, name in enumerate(names, 1))
    table = Table(heads=("序号", "项目名称", "政策依据", "收费标准", "资金管理方式"), rows=rows)
    return Item(key="sf1", title="云浦县行政事业性收费目录清单", day=date(2017, 8, 1), blocks=(table,))


def _powers() -> tuple[Item, ...]:
    named = ("户外广告设置审批", "占用城市道路审批", "临时占用绿地审批")
    return tuple(Item(key=f"ql{n}", title=f"权责事项：{name}", blocks=(record(name),)) for n, name in enumerate(named, 1))


def record(name: str) -> Table:
    """A power as a table of elements."""
    return Table(
        rows=(
            ("事项名称", name),
            ("事项类别", "行政许可"),
            ("实施依据", "《城市市容和环境卫生管理条例》第十一条"),
            ("实施主体", "云浦县综合执法局"),
            ("责任事项", "受理、审查、决定、送达、事后监管"),
        )
    )


def _inspections() -> Table:
    heads = ("序号", "抽查事项", "抽查依据", "抽查主体", "抽查对象", "抽查内容", "抽查方式")
    rows = (
        ("1", "户外广告设置检查", "《广告管理条例》第十条", "县综合执法局", "广告设置人", "设置是否符合规划", "实地检查"),
        ("2", "餐厨垃圾处置检查", "《餐厨垃圾管理办法》第六条", "县综合执法局", "餐饮单位", "收运台账", "实地检查、书面检查"),
        ("3", "档案工作检查", "《档案法》第六条", "县档案局", "机关单位", "归档情况", "书面检查"),
    )
    return Table(heads=heads, rows=rows)


def _rivers() -> Item:
    rows = (("云浦江", "张某某", "县长", "县水利局", "0570-0000011"), ("西溪", "李某某", "副县长", "县环保局", "0570-0000012"))
    table = Table(heads=("河流名称", "河长姓名", "职务", "联系部门", "监督电话"), rows=rows)
    return Item(key="hz1", title="云浦县县级河长名单公示", day=date(2017, 12, 1), blocks=("现将我县县级河长名单予以公示。", table))


def _emergency() -> Item:
    blocks = (
        "1 总则。为了提高政府应对突发事件的能力，维护社会稳定，制定本预案。",
        "2 组织体系。县政府是突发事件应急管理工作的行政领导机构，办公室承担值守应急和信息汇总职能。",
        "3 运行机制。包括预测预警、应急处置、恢复重建和信息发布。",
    )
    return Item(key="ya1", title="云浦县突发事件总体应急预案", blocks=blocks)


def _answers() -> tuple[Column, ...]:
    deputies = tuple(
        Item(
            key=f"jy{n}",
            title=f"云浦县第十六届人大一次会议第{n}号建议《{title}》的答复",
            day=date(2017, 6 + n // 2, 3 + n),
            blocks=(f"代表：您提出的《{title}》收悉，现答复如下：", f"{what}。感谢您对政府工作的关心和支持。"),
        )
        for n, (title, what) in reversed(tuple(enumerate(_PROPOSALS, 1)))
    )
    members = tuple(
        Item(
            key=f"ta{n}",
            title=f"县政协九届一次会议第{n}号提案《关于{what}的提案》的答复",
            day=date(2017, 8, 10 + n),
            blocks=(
                f"委员：您提出的《关于{what}的提案》收悉，已会同有关单位研究办理，现答复如下：",
                "所提意见已经采纳，列入下一年度计划。",
            ),
        )
        for n, what in ((2, "保护古树名木"), (1, "建设城市书房"))
    )
    return (
        Column(key="rddb", name="人大代表建议办理", items=deputies),
        Column(key="zxta", name="政协提案办理", items=members),
    )


def _forms() -> tuple[Block, ...]:
    return (
        File(label="户外广告设置申请表", path="/files/hwgg.xlsx"),
        File(label="占用城市道路申请表", path="/files/zydl.xlsx"),
    )


def _files() -> dict[str, bytes]:
    blank: _Sheets = {"申请表": [("姓名", ""), ("联系电话", ""), ("所需内容", "")]}
    accounts: _Sheets = {
        "收入支出决算总表": [("项目", "决算数（万元）"), ("财政拨款收入", 1180.2), ("一般公共服务支出", 1166.9)],
        "“三公”经费支出决算表": [("项目", "决算数（万元）"), ("公务接待费", 16.1), ("公务用车购置及运行费", 39.7)],
    }
    names = ("sqb", "hwgg", "zydl")
    return {"/files/js2016.xlsx": _workbook(accounts)} | {f"/files/{name}.xlsx": _workbook(blank) for name in names}


def _workbook(sheets: _Sheets) -> bytes:
    held = BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        book.set_properties({"created": date(2017, 9, 8)})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name.replace("“", "").replace("”", ""))
            sheet.write(0, 0, name)
            for number, row in enumerate(rows, 1):
                sheet.write_row(number, 0, row)
    return held.getvalue()
