"""Word files from a template that an office may edit: the shipped one, or its own. Words and counts nothing.

A template cannot run anything: it fills in the fields it names, and one that nobody knows is refused with its name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from zipfile import BadZipFile

from spotcheck.config.errors import UserError

SHIPPED = Path(__file__).with_name("templates")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def template_of(kind: str, own: Path | None = None) -> Path:
    """The template of a ``kind`` (notice or letter): the office's ``own`` where there is one."""
    return own or SHIPPED / f"{kind}.docx"


def fill_in(template: Path, fields: Mapping[str, object], path: Path) -> None:
    """Writes ``template`` with its fields filled in to ``path``. Raises UserError for one that cannot be used."""
    from docx.opc.exceptions import PackageNotFoundError
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined, TemplateError, UndefinedError
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        document = DocxTemplate(str(template))
        document.render(_printable(fields), environment)
    except UndefinedError as error:
        raise UserError(
            zh=f"{template}：模板里有不认识的字段（{error}）；可用：{'、'.join(fields)}",
            en=f"{template}: the template names a field that there is not ({error}); there are: {', '.join(fields)}",
        ) from error
    except TemplateError as error:
        raise UserError(
            zh=f"{template}：模板的字段写法有误（{error}）；请与 quarter template 写出的模板对照",
            en=f"{template}: a field of the template is not written well ({error}); compare it with what 'quarter template' writes",
        ) from error
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise UserError(
            zh=f"{template}：不是能用的 docx 模板；请用 Word 或 WPS 另存为 docx",
            en=f"{template}: is no docx template that can be used; save it as docx in Word or WPS",
        ) from error
    document.save(str(path))


def _printable(value: object) -> object:
    """Fields without the characters that XML cannot hold."""
    if isinstance(value, str):
        return _UNPRINTABLE.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {name: _printable(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(each) for each in value]
    return value
