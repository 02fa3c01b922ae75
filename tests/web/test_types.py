"""The page's modules against their types, strictly."""

import asyncio
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "web"


@pytest.mark.timeout(300)
async def test_the_types_of_every_module_agree() -> None:
    check = await asyncio.create_subprocess_exec(
        PAGE / "node_modules/.bin/tsc",
        "-p",
        Path(__file__).with_name("jsconfig.json"),
        stdout=asyncio.subprocess.PIPE,
    )
    printed, _ = await check.communicate()
    assert check.returncode == 0, printed.decode()


def test_every_module_asks_to_be_checked() -> None:
    modules = sorted((PAGE / "app").rglob("*.js"))
    assert modules
    unchecked = [m.name for m in modules if not m.read_text("utf-8").startswith("// @ts-check\n")]
    assert not unchecked


def test_nothing_of_the_page_becomes_markup_or_code_at_run_time() -> None:
    loose = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function"
    )
    found = [m.name for m in (PAGE / "app").rglob("*.js") if loose.search(m.read_text("utf-8"))]
    assert not found
    page = (PAGE / "index.html").read_text("utf-8")
    assert not re.search(r"""\son\w+=|\sstyle=|https?://|<script>""", page)
