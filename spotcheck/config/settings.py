"""Settings with their defaults. An option goes before the environment, that before ``spotcheck.toml`` of the workspace.

A value that is wrong, unknown or outside its limits is refused where it stands, never trimmed or passed over.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from spotcheck import __version__
from spotcheck.config.environment import Variable, read_environment
from spotcheck.config.models import Model
from spotcheck.config.validation import Source, read_toml, validate

FILE = "spotcheck.toml"
LOG = "spotcheck.log"  # in the workspace: what a user is not bothered with
PREFIX = "SPOTCHECK_"  # of the variables: SPOTCHECK_DELAY is delay

# Variables that are no settings of a workspace: what they do, and who reads them.
OTHER_VARIABLES = {
    "SPOTCHECK_LANG": ("终端消息的语言（zh 或 en），先于系统的语言设置", "the language of messages (zh or en), before the locale"),
    "SPOTCHECK_DEBUG": ("不为空时，程序出错即显示完整信息，同 --debug", "not empty: the whole story of a fault of the program, as --debug"),
    "SPOTCHECK_CHROMIUM": ("--browser 使用的 Chromium 程序的路径", "the path of the Chromium that --browser uses"),
}  # fmt: skip


def _setting(default: Any, zh: str, en: str, **limits: Any) -> Any:
    """A setting with what it means, for the page that lists them all."""
    return Field(default=default, description=zh, json_schema_extra={"en": en}, **limits)


class Settings(Model):
    """How to crawl and how to speak. Values outside the limits are refused, not trimmed."""

    delay: float = _setting(1.0, "对同一地址两次请求之间的间隔（秒）", "seconds between two requests to one address", ge=0.0, le=600.0)
    max_pages: int = _setting(2000, "每个网站最多读取的页数", "at most so many pages a site", ge=1, le=10_000_000)
    at_once: int = _setting(8, "同时检查的网站数", "sites crawled at the same time", ge=1, le=200)
    timeout: float = _setting(30.0, "等待一次应答的时间（秒）", "seconds to wait for one answer", gt=0.0, le=600.0)
    ocr: bool = _setting(False, "识别扫描件里的文字；需要 spotcheck[ocr]", "recognise the words of scans; needs spotcheck[ocr]")
    browser: bool = _setting(
        False, "脚本生成的页面用 Chromium 打开再读；需要 spotcheck[browser]",
        "show pages that scripts fill in Chromium and read them again; needs spotcheck[browser]",
    )  # fmt: skip
    contact: str = _setting(
        "", "谁在检查：网站主办方可以联系的网址或邮箱，写入请求的 User-Agent",
        "who runs this: an address that a site's owner can write to; it stands in the User-Agent of each request",
    )  # fmt: skip
    language: Literal["zh", "en"] = _setting("zh", "报告的语言", "the language of reports")
    office: str = _setting("", "通报和函件的发文机关", "the office that issues notices and letters")
    place: str = _setting("", "没有写发文机关时，通报标题里的地区", "the place in the title of notices where no office issues them")
    recipients: str = _setting("", "通报的主送机关", "to whom notices go")
    reply_to: str = _setting("", "整改情况报送给谁", "to whom bodies answer")
    reply_within: int = _setting(
        15, "整改时限（工作日，从印发次日起算）；0 为不写", "working days to answer, from the day after issue; 0: not said",
        ge=0, le=250,
    )  # fmt: skip
    notice_template: str = _setting(
        "", "本单位的通报模板（docx），路径从工作区算起", "the office's own template of the notice, from the workspace"
    )
    letter_template: str = _setting(
        "", "本单位的函件模板（docx），路径从工作区算起", "the office's own template of the letter, from the workspace"
    )
    word_lists: tuple[str, ...] = _setting(
        (), "本单位的词表（xlsx、csv），路径从工作区算起", "the office's own word lists (xlsx, csv), as paths from the workspace"
    )
    catalogues: tuple[str, ...] = _setting(
        ("auto",),
        "检查目录：编号、文件夹、national，或 auto（当日当地适用的）",
        "catalogues: an id, a folder, national, or auto (what is in force on the day and at the place)",
        min_length=1,
    )
    on_finish: tuple[str, ...] = _setting(
        (),
        "定时任务结束时调用的命令（程序和参数各为一项，不经 shell），结果在环境变量 "
        "`SPOTCHECK_ENDED_STATUS`、`…_JOB`、`…_LOG`、`…_QUARTER` 里",
        "the command (program and arguments, a word each, no shell) that a scheduled job calls when it has ended; how it ended stands in "
        "the variables `SPOTCHECK_ENDED_STATUS`, `…_JOB`, `…_LOG`, `…_QUARTER`",
    )  # fmt: skip

    def agent(self) -> str:
        """The User-Agent that requests carry: always this tool's, so that an owner sees who came."""
        about = f"+{self.contact}" if self.contact else "audit of published government information"
        return f"spotcheck/{__version__} ({about})"


def load_settings(workspace: str | Path | None = None, **given: Any) -> Settings:
    """The settings of a workspace: ``given`` (None left out), then the environment, then its ``spotcheck.toml``, then the defaults.

    Raises UserError for an unknown key, a wrong type or a value outside the limits, with file, line and key, or with the
    name of the variable.
    """
    source = Source(file=FILE, data={}, lines={})
    if workspace is not None and (Path(workspace) / FILE).is_file():
        source = read_toml(Path(workspace) / FILE)
    _checked(source.data, source)
    data = dict(source.data)
    found = read_environment(Settings, PREFIX, OTHER_VARIABLES)
    found += [Variable(file=key, data={key: value}, lines={}) for key, value in given.items() if value is not None]
    for variable in found:
        _checked(variable.data, variable)
        data |= variable.data
    return _checked(data, source)


def _checked(data: dict[str, Any], source: Source) -> Settings:
    built = validate(Settings, data, source)
    if isinstance(built, list):
        raise built[0]
    return built
