"""The whole test set as files, made when it is needed and the same every time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import sync_playwright

from harness.resumes import docx_makers, pdf_makers, text_makers
from harness.resumes.latex_makers import LATEX
from harness.resumes.office_makers import OFFICE, converted
from harness.resumes.people import Writing, writings

MAKERS: dict[str, tuple[str, Callable[[Writing], bytes]]] = {
    "docx_plain": (".docx", docx_makers.plain),
    "docx_header": (".docx", docx_makers.with_header),
    "docx_textbox": (".docx", docx_makers.in_boxes),
    "docx_controls": (".docx", docx_makers.in_controls),
    "docx_table": (".docx", docx_makers.in_tables),
    "docx_tracked": (".docx", docx_makers.tracked),
    "pdf_latex": (".pdf", pdf_makers.latex),
    "pdf_latex_columns": (".pdf", pdf_makers.latex_columns),
    "pdf_sidebar": (".pdf", pdf_makers.sidebar),
    "pdf_mixed_rows": (".pdf", pdf_makers.mixed_rows),
    "pdf_linkedin": (".pdf", pdf_makers.linkedin),
    "pdf_ligature": (".pdf", pdf_makers.ligatures),
    "pdf_spaced": (".pdf", pdf_makers.spaced_headings),
    "txt_utf16": (".txt", text_makers.utf16),
    "cp1252": (".txt", text_makers.windows),
    "md": (".md", text_makers.markdown),
    "rtf": (".rtf", text_makers.rtf),
    "odt": (".odt", text_makers.odt),
    "html": (".html", text_makers.page),
}
PRINTED: dict[str, Callable[[Writing], bytes]] = {
    "pdf_print": text_makers.page,
    "pdf_print_columns": text_makers.columns_page,
}
"""Pages that a browser has to print first."""


def made(writing: Writing) -> tuple[str, bytes]:
    """Return the file's name and content."""
    ending, make = MAKERS[writing.maker]
    return f"{writing.name}{ending}", make(writing)


def by_tools(half: str) -> list[Writing]:
    """Return resumes of a half for the makers that need LaTeX or LibreOffice, two for each."""
    makers = [*LATEX, *OFFICE]
    several = writings(half)
    return [
        replace(several[(number * 2 + half_way) % len(several)], maker=maker)
        for half_way in (0, 1 + len(several) // 2)
        for number, maker in enumerate(makers)
    ]


def made_by_tools(half: str) -> Iterator[tuple[Writing, str, bytes]]:
    """Yield those files; needs `pdflatex`, `xelatex` and `soffice`."""
    asked = by_tools(half)
    for writing in asked:
        if writing.maker in LATEX:
            yield writing, f"{writing.name}.pdf", LATEX[writing.maker](writing)
    yield from converted(asked)


@contextmanager
def printing(chromium: Path) -> Iterator[Callable[[Writing], tuple[str, bytes]]]:
    """Give what prints a resume with a browser, as PDF."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        tab = browser.new_page(java_script_enabled=False)

        def printed(writing: Writing) -> tuple[str, bytes]:
            tab.set_content(PRINTED[writing.maker](writing).decode())
            return f"{writing.name}.pdf", tab.pdf(format="A4")

        yield printed
        browser.close()
