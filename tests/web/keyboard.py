"""A page used without a mouse."""

from playwright.async_api import Page


async def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has this name (or begins with it) has the focus."""
    focused = """() => {
        const e = document.activeElement;
        const name = e.labels?.[0]?.innerText ?? e.getAttribute("aria-label") ?? e.innerText;
        return (name ?? "").trim();
    }"""
    for _ in range(60):
        await page.keyboard.press("Tab")
        if str(await page.evaluate(focused)).startswith(name):
            return
    raise AssertionError(f"Tab does not reach {name}")
