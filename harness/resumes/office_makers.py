"""Resumes as LibreOffice saves and prints them, from our own documents.

Needs `soffice`; where it is missing the bench leaves these makers out.
"""

import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from harness.resumes import docx_makers, text_makers
from harness.resumes.people import Writing

SECONDS = 240
OFFICE: dict[str, tuple[Callable[[Writing], bytes], str, str]] = {
    "office_pdf_plain": (docx_makers.plain, ".docx", "pdf"),
    "office_pdf_table": (docx_makers.in_tables, ".docx", "pdf"),
    "office_pdf_header": (docx_makers.with_header, ".docx", "pdf"),
    "office_pdf_columns": (text_makers.columns_table, ".html", "pdf"),
    "office_docx": (text_makers.rtf, ".rtf", "docx"),
    "office_odt": (docx_makers.in_tables, ".docx", "odt"),
    "office_odt_plain": (docx_makers.plain, ".docx", "odt"),
    "office_rtf": (docx_makers.plain, ".docx", "rtf"),
    "office_html": (docx_makers.plain, ".docx", "html"),
}
"""What LibreOffice opens, and what it makes of it."""


def converted(writings: Sequence[Writing]) -> Iterable[tuple[Writing, str, bytes]]:
    """Yield each resume's file name and content; LibreOffice is started once for each maker."""
    for maker, (make, ending, kind) in OFFICE.items():
        mine = [each for each in writings if each.maker == maker]
        if not mine:
            continue
        with tempfile.TemporaryDirectory() as folder:
            for number, each in enumerate(mine):
                (Path(folder) / f"{number}{ending}").write_bytes(make(each))
            _convert(Path(folder), ending, kind)
            made = kind.partition(":")[0]
            for number, each in enumerate(mine):
                content = (Path(folder) / f"out/{number}.{made}").read_bytes()
                yield each, f"{each.name}.{made}", content


def _convert(folder: Path, ending: str, kind: str) -> None:
    files = sorted(str(each) for each in folder.glob(f"*{ending}"))
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
            "--convert-to", kind, "--outdir", f"{folder}/out", *files,
        ],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=SECONDS,
        check=True,
    )  # fmt: skip
