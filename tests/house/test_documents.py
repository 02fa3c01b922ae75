"""What the documents name is there."""

import re

import pytest

from tests.house.sources import ROOT, checkout_files

KINDS = "py|md|yaml|js|css|sh|toml"
PATH = re.compile(rf"`([\w.-]+/[\w./-]*\.(?:{KINDS}))`")
MODULE = re.compile(r"`([\w-]+\.py)`")
DOCUMENTS = [
    str(path)
    for path in checkout_files()
    if path.suffix == ".md" and path.name != "CHANGELOG.md" and path.parts[0] != "prompts"
]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_a_document_names_is_there(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    paths = [f"/{path.as_posix()}" for path in checkout_files()]
    named = [f"/{name}" for name in (*PATH.findall(text), *MODULE.findall(text))]
    assert not [name for name in named if not any(path.endswith(name) for path in paths)]
