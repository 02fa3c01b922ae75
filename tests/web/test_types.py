"""The page's modules against their types, strictly."""

import asyncio
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "web"
IMPORTED = re.compile(r'^import [^;]*?"(\.[^"]+)";', re.MULTILINE)


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


def loaded_at_once() -> set[str]:
    """Return the modules that the page loads before anybody has gone anywhere."""
    seen: set[Path] = set()
    waiting = [PAGE / "app/main.js"]
    while waiting:
        module = waiting.pop().resolve()
        if module not in seen:
            seen.add(module)
            named = re.findall(
                r'^import [^;]*?"(\.[^"]+)";', module.read_text("utf-8"), re.MULTILINE
            )
            waiting.extend(module.parent / name for name in named)
    return {str(module.relative_to(PAGE / "app")) for module in seen}


def test_who_signs_in_loads_neither_a_report_nor_a_room() -> None:
    at_once = loaded_at_once()
    assert "views/sign_in.js" in at_once
    assert not [name for name in at_once if name.startswith("report/")]
    assert not {"room/call.js", "room/spoken.js", "views/report.js", "views/progress.js"} & at_once


def test_nothing_of_the_page_becomes_markup_or_code_at_run_time() -> None:
    loose = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function"
    )
    found = [m.name for m in (PAGE / "app").rglob("*.js") if loose.search(m.read_text("utf-8"))]
    assert not found
    page = (PAGE / "index.html").read_text("utf-8")
    assert not re.search(r"""\son\w+=|\sstyle=|https?://|<script>""", page)
