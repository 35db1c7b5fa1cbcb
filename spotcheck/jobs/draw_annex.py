"""The annex of a draw: everything but register and seed that somebody needs to draw the same sites. Written beside the notice.

Refuses an annex of another quarter, or one that a draw of another register rests on.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from spotcheck.audits.identity import site_id
from spotcheck.config.errors import UserError
from spotcheck.crawler.urls import key
from spotcheck.jobs.sampling import Asked, rank
from spotcheck.ledger.draw_rows import Draw, SiteHistory, history_of

SCHEMA = 1


def write_annex(folder: Path, draw: Draw) -> list[Path]:
    """Writes ``<quarter>-draw.json`` for programs and ``<quarter>-draw.csv`` for people; returns their paths."""
    told = {
        "schema": SCHEMA,
        "quarter": draw.quarter,
        "register": draw.register,
        "seed": draw.seed,
        "method": dict(sorted(draw.method.items())),
        "history": [asdict(each) for each in draw.history],
        "drawn": list(draw.drawn),
        "reasons": {name: list(draw.reasons.get(name, ())) for name in draw.drawn},
    }
    files = {
        folder / f"{draw.quarter}-draw.json": json.dumps(told, ensure_ascii=False, indent=1) + "\n",
        folder / f"{draw.quarter}-draw.csv": "\ufeff" + _table(draw),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in files.items():
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        why = error.strerror or str(error)
        raise UserError(zh=f"{folder}：附件写不进去（{why}）", en=f"{folder}: the annex cannot be written ({why})", status=3) from error
    return list(files)


def read_annex(path: Path, quarter: str, register: str) -> tuple[str, Asked, tuple[SiteHistory, ...]]:
    """The seed, what was asked for, and the history that an annex holds. ``register``: the hash of the register at hand."""
    try:
        told: dict[str, Any] = json.loads(path.read_text("utf-8"))
        method = told["method"]
        asked = Asked(
            share=float(method["share"].rstrip("%")) / 100 if "share" in method else None,
            count=int(method["count"]) if "count" in method else None,
            by=tuple(filter(None, method.get("by", "").split(","))),
        )
        history = tuple(history_of(each) for each in told["history"])
        found, its_register, seed = str(told["quarter"]), str(told["register"]), str(told["seed"])
    except OSError as error:
        why = error.strerror or str(error)
        raise UserError(zh=f"{path}：无法读取（{why}）", en=f"{path}: cannot be read ({why})") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(
            zh=f"{path}：不是抽取附件；请用 quarter draw 写出的 json 文件",
            en=f"{path}: is no annex of a draw; use the json file of 'quarter draw'",
        ) from error
    if found != quarter:
        raise UserError(zh=f"{path}：是 {found} 的附件，不是 {quarter} 的", en=f"{path}: is the annex of {found}, not of {quarter}")
    if its_register != register:
        raise UserError(
            zh=f"{path}：抽取所用的登记册（SHA-256 {its_register[:12]}）与现有的（{register[:12]}）不同，不能重做",
            en=f"{path}: was drawn from another register (SHA-256 {its_register[:12]}, not {register[:12]}), so it cannot be drawn again",
        )
    return seed, asked, history


def _table(draw: Draw) -> str:
    past = {each.id: each for each in draw.history}
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(["网站标识码或网址", "网站名称", "首页网址", "登记起", "一年内已抽", "上次不合格", "随机序值", "本季是否抽中", "原因"])
    for site in sorted(draw.population, key=lambda site: rank(draw.quarter, draw.seed, site)):
        told = past.get(site_id(site))
        history = (told.since, " ".join(told.drawn), told.failed) if told else ("", "", "")
        why = draw.reasons.get(key(site.url), ())
        row = (
            site_id(site),
            site.name,
            site.url,
            *history,
            rank(draw.quarter, draw.seed, site)[0][:16],
            "是" if why else "",
            " ".join(why),
        )
        writer.writerow([f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell for cell in row])
    return lines.getvalue()
