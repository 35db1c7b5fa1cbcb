"""The options that several commands share, each worded once, in Chinese and English."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from spotcheck.cli.choices import choice, complete_catalogue
from spotcheck.config.language import join, say
from spotcheck.config.models import Function, Level
from spotcheck.jobs import arguments

DEFAULT_WORKSPACE = Path("spotcheck-data")

Workspace = Annotated[
    Path, typer.Option("--workspace", help=say("工作区目录：快照、台账和报告", "The folder of snapshots, ledger and reports"))
]
Quarter = Annotated[str, typer.Argument(metavar="QUARTER", help=say("季度，如 2017Q4", "The quarter, like 2017Q4"))]
Catalogues = Annotated[
    list[str] | None,
    typer.Option(
        "--catalogue",
        help=say(
            "检查目录的编号、文件夹，或 national（按判定基准日选用全国指标），可重复；默认 auto：判定基准日在当地适用的",
            "A catalogue by id or folder, or national (the national table in force on the day of judgement); may be repeated; "
            "default auto: what is in force on that day at that place",
        ),
        autocompletion=complete_catalogue,
    ),
]
Functions = Annotated[
    list[str] | None,
    choice(
        "--function", Function, metavar="NAME",
        help=say("机关职能（finance、health …），可重复", "A function of the body (finance, health, …); may be repeated"),
    ),
]  # fmt: skip
LevelName = Annotated[
    str | None,
    choice("--level", Level, metavar="NAME", help=say("层级：", "The level of the body: ") + join(Level)),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="YYYY-MM-DD",
        help=say("判定基准日；默认为末次采集的日期（北京时间）", "The day of judgement; by default that of the last capture (China time)"),
    ),
]
MaxPages = Annotated[
    int | None,
    typer.Option("--max-pages", min=1, help=say("每个网站最多读取的页数；默认 2000", "At most so many pages a site; default 2000")),
]
Delay = Annotated[
    float | None,
    typer.Option(
        "--delay", min=0.0, help=say("对同一地址两次请求的间隔（秒）；默认 1", "Seconds between two requests to one address; default 1")
    ),
]
Allow = Annotated[
    list[str] | None,
    typer.Option(
        "--allow",
        metavar="HOST:PORT",
        help=say("放行的非公网地址或其他端口，可重复", "A non-public address, or one with another port, to let through; may be repeated"),
    ),
]
Json = Annotated[
    str | None,
    typer.Option("--json", metavar="FILE", help=say("把结果写成 JSON；“-”为标准输出", "Findings as JSON; '-' is standard output")),
]
NoReport = Annotated[bool, typer.Option("--no-report", help=say("不写报告", "Write no report"))]
FailOn = Annotated[
    str,
    choice(
        "--fail-on",
        arguments.FAIL_ON,
        help=say("有此类（或更重）结论时以状态 1 结束", "End with status 1 on findings at or above this"),
    ),
]
Lang = Annotated[
    str | None, choice("--lang", arguments.LANGUAGES, help=say("报告的语言；默认 zh", "The language of the report; default zh"))
]
ReplyTo = Annotated[str | None, typer.Option("--reply-to", help=say("整改情况报给谁", "To whom bodies answer"), show_default=False)]
ReplyBy = Annotated[
    str | None,
    typer.Option("--reply-by", metavar="YYYY-MM-DD", help=say("整改回复的时限", "Until when faults are to be mended and answered for")),
]
RunId = Annotated[
    str | None,
    typer.Option("--run", metavar="ID", help=say("运行编号（可只写开头）；默认最近一次", "A run, by its id or a beginning of it")),
]
Internal = Annotated[
    bool,
    typer.Option(
        "--internal",
        help=say("内部使用：身份证号、手机号等不作遮盖", "For internal use: identity numbers, mobile numbers and the like are shown"),
    ),
]
BrowserUsed = Annotated[
    bool | None,
    typer.Option(
        "--browser/--no-browser",
        help=say(
            "脚本生成的页面用 Chromium 打开再读（需 pip install 'spotcheck[browser]'）",
            "Show pages that scripts fill in Chromium and read them again (needs pip install 'spotcheck[browser]')",
        ),
        show_default=False,
    ),
]
OcrUsed = Annotated[
    bool | None,
    typer.Option(
        "--ocr/--no-ocr",
        help=say(
            "识别扫描件里的文字（需 pip install 'spotcheck[ocr]'）",
            "Recognise the words of scans (needs pip install 'spotcheck[ocr]')",
        ),
        show_default=False,
    ),
]
WordLists = Annotated[
    list[Path] | None,
    typer.Option(
        "--words",
        metavar="FILE",
        help=say(
            "词表（xlsx、csv：易错词、替换词、是否严重），可重复", "A word list (xlsx, csv: 易错词, 替换词, 是否严重); may be repeated"
        ),
    ),
]
