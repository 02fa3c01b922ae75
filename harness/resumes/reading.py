"""How much of a resume's text reaches us, against what stands on its page."""

import unicodedata
from collections.abc import Iterable

from harness.resumes.pdf_makers import each_of
from harness.resumes.people import Writing
from harness.resumes.writing import lines


def plain(text: str) -> str:
    """Return a text with its letters composed alike and single blanks."""
    return " ".join(
        unicodedata.normalize("NFKC", text).replace("\u2010", "-").replace("−", "–").split()
    )


def paragraphs(writing: Writing) -> list[str]:
    """Return what a person sees in one piece, wherever the page breaks it."""
    found: list[str] = []
    for line in lines(writing):
        if writing.maker.startswith("moderncv") and line.kind == "title":
            continue  # its entries are put together by the class
        if writing.maker == "pdf_linkedin":
            # its left column lists skills one below the other, and breaks what is long
            told = [] if "@" in line.text else [line.text, line.right]
            skills = line.kind == "text" and line.text in _skill_lines(writing)
            found += each_of(line.text.rpartition(": ")[2]) if skills else told
        else:
            found += [line.text, line.right]
    return [plain(text) for text in found if text]


def missing(writing: Writing, text: str) -> list[str]:
    """Return the paragraphs whose words do not stand in the text, in order and nothing between."""
    told = plain(text)
    return [each for each in paragraphs(writing) if each not in told]


def broken(writing: Writing, text: str) -> list[str]:
    """Return the paragraphs that no single line of the text holds."""
    told = [plain(line) for line in text.split("\n")]
    return [each for each in paragraphs(writing) if not any(each in line for line in told)]


def _skill_lines(writing: Writing) -> Iterable[str]:
    for kind, each in writing.person.skills.items():
        yield f"{kind}: {', '.join(each)}" if kind else ", ".join(each)
