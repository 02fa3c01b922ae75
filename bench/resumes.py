"""What is read of the invented resumes: text and fields, by the maker of the file.

Needs a Chromium for the two makers that print; without one they are left out, and it says so.
"""

import argparse
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from api.documents.resume import read_document
from api.documents.resume_fields import resume_fields
from harness.resumes.fields import FIELDS, NULL, RIGHT, WRONG, verdict
from harness.resumes.files import MAKERS, made, made_by_tools, printing
from harness.resumes.people import HALVES, TODAY, Writing, writings
from harness.resumes.reading import broken, missing, paragraphs
from harness.resumes.writing import truth


def main() -> None:
    """Read every resume of a half, or of both, and print two tables."""
    parser = argparse.ArgumentParser(prog="bench resumes", description=__doc__)
    parser.add_argument("--half", choices=HALVES, action="append")
    parser.add_argument("--chromium", type=Path, default=shutil.which("chromium"))
    parser.add_argument(
        "--tools", action="store_true", help="those that LaTeX and LibreOffice make, which it needs"
    )
    options = parser.parse_args()
    for half in options.half or HALVES:
        files = list(made_by_tools(half) if options.tools else _files(half, options.chromium))
        sys.stdout.write(f"{half}: {len(files)} resumes\n\n")
        sys.stdout.write(f"{_by_field(files)}\n{_by_maker(files)}\n")


def _files(half: str, chromium: Path | None) -> Iterator[tuple[Writing, str, bytes]]:
    here = [each for each in writings(half) if each.maker in MAKERS]
    for writing in here:
        yield writing, *made(writing)
    if chromium is not None:
        with printing(chromium) as printed:
            for writing in writings(half):
                if writing.maker not in MAKERS:
                    yield writing, *printed(writing)


def _by_field(files: list[tuple[Writing, str, bytes]]) -> str:
    rows = []
    for name in FIELDS:
        found = Counter(
            verdict(name, getattr(_fields(file, content), name), truth(writing))
            for writing, file, content in files
        )
        rows.append([name, *(str(found[each]) for each in (RIGHT, WRONG, NULL))])
    return _table(["field", RIGHT, WRONG, NULL], rows)


def _by_maker(files: list[tuple[Writing, str, bytes]]) -> str:
    rows = []
    for maker in sorted({writing.maker for writing, _, _ in files}):
        whole = lost = torn = 0
        found: Counter[str | None] = Counter()
        for writing, file, content in files:
            if writing.maker == maker:
                text = read_document(file, content).text
                whole += len(paragraphs(writing))
                lost += len(missing(writing, text))
                torn += len(broken(writing, text))
                fields, told = resume_fields(text, TODAY), truth(writing)
                found.update(verdict(name, getattr(fields, name), told) for name in FIELDS)
        rows.append(
            [maker, *map(str, (whole, lost, torn)), *(str(found[v]) for v in (RIGHT, WRONG, NULL))]
        )
    return _table(["maker", "paragraphs", "lost", "torn", RIGHT, WRONG, NULL], rows)


def _table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---", *("---:" for _ in header[1:])], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _fields(file: str, content: bytes) -> object:
    return resume_fields(read_document(file, content).text, TODAY)


if __name__ == "__main__":
    main()
