"""Reports printed by Chromium from pages, as documents that come from Word by way of a page. None where it is absent."""

from __future__ import annotations

import html
import shutil

from benchmarks.tables.shapes import Shape
from benchmarks.tables.sheets import Sheet

_LINES = {
    "grid": "td {border: 1px solid #000}",
    "shaded": "td {border: 1px solid #999} .h td {background: #ddd}",
    "thick": "td {border: .5px solid #000} table {border: 3px double #000}",
    "three": "table {border-top: 2px solid; border-bottom: 2px solid} tr.h:last-child td {border-bottom: 1px solid}",
    "rows": "tr {border-top: 1px solid; border-bottom: 1px solid}",
    "open": "td {border: 1px solid #000} td:first-child {border-left: 0} td:last-child {border-right: 0}",
    "none": "",
}


def printed(pairs: list[tuple[Sheet, Shape]]) -> list[bytes | None]:
    """A pdf of each, or None for all."""
    path = shutil.which("chromium")
    if path is None:
        return [None] * len(pairs)
    from playwright.sync_api import sync_playwright

    found: list[bytes | None] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page()
        for sheet, shape in pairs:
            page.set_content(_page(sheet, shape))
            footer = '<div style="font-size:9px;width:100%;text-align:center">- <span class="pageNumber"></span> -</div>'
            header = f'<div style="font-size:9px;width:100%;text-align:center">{shape.running}</div>'
            found.append(
                page.pdf(
                    format="A4",
                    landscape=len(sheet.widths) > 5,
                    print_background=True,
                    display_header_footer=bool(shape.folio or shape.running),
                    footer_template=footer if shape.folio else "<span></span>",
                    header_template=header,
                    margin={"top": "70px", "bottom": "70px", "left": "60px", "right": "60px"},
                )
            )
        browser.close()
    return found


def _page(sheet: Sheet, shape: Shape) -> str:
    columns = len(sheet.widths)
    style = (
        f"body {{font: {shape.size}pt 'Noto Serif CJK SC'; {'background: #fff' if shape.paper else ''}}} p {{margin: 3px 0}}"
        "table {border-collapse: collapse; width: 100%; table-layout: fixed} td {padding: 3px 4px; word-break: break-all}"
        f"thead {{display: {'table-header-group' if shape.again else 'table-row-group'}}} tr {{break-inside: avoid}}"
        f"h3 {{text-align: center; font-size: {shape.size + 5}pt; font-weight: bold; margin: 4px 0}} {_LINES[shape.rules]}"
    )
    caption = " ".join(sheet.caption) if shape.spaced else html.escape(sheet.caption)
    unit = f'<p style="text-align:right">{sheet.unit}</p>'
    if shape.unit == "beside":
        unit = f'<p style="display:flex;justify-content:space-between"><span>{sheet.maker}</span><span>{sheet.unit}</span></p>'
    number = f'<p style="text-align:right">{sheet.number}</p>' if sheet.number else ""
    above = f"{number}<h3>{caption}</h3>{unit}"
    head = ""
    if shape.title == "inside":
        above = ""
        head = f'<tr><td colspan={columns} style="text-align:center">{sheet.caption}</td></tr>'
        head += f'<tr><td colspan={columns} style="text-align:right">{sheet.unit}</td></tr>'
    for row in sheet.heads:
        cells = "".join(f'<td colspan={across} rowspan={down} style="text-align:center">{words}</td>' for words, across, down in row)
        head += f"<tr class=h>{cells}</tr>"
    body = ""
    for row in sheet.rows:
        merged = len(row) > 2 and row[0] == row[1]
        cells = [(n, cell, 2 if merged and n == 0 else 1) for n, cell in enumerate(row) if not (merged and n == 1)]
        body += (
            "<tr>"
            + "".join(
                f'<td colspan={span} style="text-align:{"left" if n in sheet.left else "right"}">{html.escape(cell)}</td>'
                for n, cell, span in cells
            )
            + "</tr>"
        )
    widths = "".join(f'<col style="width:{share * 100:.1f}%">' for share in sheet.widths)
    foot = f"<p>{sheet.foot}</p>" if sheet.foot else ""
    text = "<p>本部门严格按照有关规定编制决算，现将有关情况说明如下，供社会各界监督。</p>" * 2 if shape.paragraphs else ""
    table = f"<table><colgroup>{widths}</colgroup><thead>{head}</thead><tbody>{body}</tbody></table>"
    return f"<html><head><meta charset=utf-8><style>{style}</style></head><body>{text}{above}{table}{foot}</body></html>"
