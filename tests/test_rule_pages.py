"""The generated documents are what the rules say now."""

from pathlib import Path

from tools.make_rule_pages import documents
from tools.output_schemas import schemas

DOCS = Path(__file__).resolve().parent.parent / "docs"


def test_every_generated_document_is_up_to_date():
    drawn = documents()
    stale = [name for name, text in drawn.items() if not (DOCS / name).is_file() or (DOCS / name).read_text("utf-8") != text]
    assert not stale, "run python tools/make_rule_pages.py"
    made = {*drawn, *(f"schema/{name}" for name in schemas())}
    left = [path for folder in ("rules", "schema") for path in (DOCS / folder).rglob("*.*") if str(path.relative_to(DOCS)) not in made]
    assert not left
