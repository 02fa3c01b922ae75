"""axe on a screen: what it finds serious."""

from pathlib import Path
from typing import Any

from playwright.async_api import Page

LIBRARY = Path(__file__).resolve().parents[2] / "web/node_modules/axe-core/axe.min.js"
GRAVE = ("serious", "critical")


async def barriers(page: Page) -> list[str]:
    """Return what keeps people out of the screen that is shown, in axe's words."""
    # evaluated by the browser's debugger, which the page's policy does not concern
    await page.evaluate(LIBRARY.read_text(encoding="utf-8"))
    found: dict[str, Any] = await page.evaluate("axe.run(document)")
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found["violations"]
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]
