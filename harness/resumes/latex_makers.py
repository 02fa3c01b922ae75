"""Resumes set by LaTeX itself, in the shapes of the templates that people use.

Needs `pdflatex` and `xelatex`; where they are missing the bench leaves these makers out.
"""

import subprocess
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from harness.resumes.people import Writing
from harness.resumes.writing import Line, lines, sections

SECONDS = 120
_SPECIAL = {
    "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "−": "--", "–": "--", "—": "---", "\u2010": "-",
    "'": r"\textquotesingle{}", "’": "'", "€": r"\texteuro{}", "•": r"\textbullet{}",
    "|": r"\textbar{}",
}  # fmt: skip
_ARTICLE = r"""\documentclass[a4paper,10pt]{article}
%s
\usepackage[margin=18mm]{geometry}\usepackage{textcomp}\usepackage{enumitem}\usepackage{titlesec}
\titleformat{\section}{\large\bfseries%s}{}{0pt}{}[\titlerule]
\setlist[itemize]{leftmargin=12pt,itemsep=1pt,topsep=2pt}
\setlength{\parindent}{0pt}\pagestyle{empty}
"""
_UTF8 = r"\usepackage[utf8]{inputenc}"


def bitmap(writing: Writing) -> bytes:
    """Return a page in LaTeX's T1 fonts, which are pictures of letters; a rule below headings."""
    return _article(writing, rf"{_UTF8}\usepackage[T1]{{fontenc}}", "", "pdflatex")


def outline(writing: Writing) -> bytes:
    """Return a page in LaTeX's own outlines with small capitals, ligatures and hyphenation."""
    packages = rf"{_UTF8}\usepackage[T1]{{fontenc}}\usepackage{{lmodern}}"
    return _article(writing, packages, r"\scshape", "pdflatex")


def unicode(writing: Writing) -> bytes:
    """Return a page by XeLaTeX in a font of the system, its headings letter-spaced."""
    packages = r"\usepackage{fontspec}\setmainfont{DejaVu Serif}"
    return _article(writing, packages, r"\addfontfeature{LetterSpace=18.0}", "xelatex")


def modern(writing: Writing) -> bytes:
    """Return the class moderncv in its classic style: dates in a column at the left."""
    return _modern(writing, "classic")


def banking(writing: Writing) -> bytes:
    """Return the class moderncv in its banking style: dates at the right."""
    return _modern(writing, "banking")


def minipages(writing: Writing) -> bytes:
    """Return two columns side by side, the narrow one first, by XeLaTeX."""
    parts = sections(writing)
    narrow = [parts.pop(name) for name in ("skills", "soft", "certifications") if name in parts]
    packages = r"\usepackage{fontspec}\setmainfont{DejaVu Sans}"
    body = (
        _told(lines(writing)[:2])
        + r"\begin{minipage}[t]{0.30\textwidth}\raggedright "
        + _told(line for part in narrow for line in part)
        + r"\end{minipage}\hfill\begin{minipage}[t]{0.64\textwidth} "
        + _told(line for part in parts.values() for line in part)
        + r"\end{minipage}"
    )
    return _typeset(_document(_ARTICLE % (packages, ""), body), "xelatex")


LATEX: dict[str, Callable[[Writing], bytes]] = {
    "latex_bitmap": bitmap,
    "latex_outline": outline,
    "xelatex_spaced": unicode,
    "moderncv_classic": modern,
    "moderncv_banking": banking,
    "xelatex_minipages": minipages,
}


def _article(writing: Writing, packages: str, heading: str, program: str) -> bytes:
    return _typeset(_document(_ARTICLE % (packages, heading), _told(lines(writing))), program)


def _modern(writing: Writing, style: str) -> bytes:
    person, parts = writing.person, sections(writing)
    first, _, last = person.name.partition(" ")
    head = (
        rf"\documentclass[10pt,a4paper,sans]{{moderncv}}\moderncvstyle{{{style}}}"
        rf"\moderncvcolor{{blue}}{_UTF8}\usepackage[scale=0.8]{{geometry}}\usepackage{{textcomp}}"
        rf"\name{{{_escaped(first)}}}{{{_escaped(last)}}}"
    )
    body = rf"\makecvtitle \cvitem{{}}{{{_escaped(person.contact)}}}"
    for name, part in parts.items():
        body += rf"\section{{{_escaped(part[0].text)}}}"
        if name == "experience":
            body += _entries(writing)
        elif name == "education":
            body += "".join(
                rf"\cventry{{{start}--{end}}}{{{_escaped(text)}}}{{}}{{}}{{}}{{}}"
                for text, start, end in person.education
            )
        else:
            body += "".join(
                rf"\cvitem{{}}{{{_escaped(line.text)}}}"
                if line.kind == "text"
                else rf"\cvlistitem{{{_escaped(line.text)}}}"
                for line in part[1:]
            )
    return _typeset(_document(head, body), "pdflatex")


def _entries(writing: Writing) -> str:
    from harness.resumes.writing import period

    told = ""
    for job in writing.person.jobs:
        when = _escaped(period(job.start, job.end, writing.period))
        deeds = "".join(rf"\item {_escaped(deed)}" for deed in job.deeds)
        told += (
            rf"\cventry{{{when}}}{{{_escaped(job.role)}}}{{{_escaped(job.employer)}}}"
            rf"{{{_escaped(job.place)}}}{{}}{{\begin{{itemize}}{deeds}\end{{itemize}}}}"
        )
    return told


def _told(found: Iterable[Line]) -> str:
    told, listing = "", False
    for line in found:
        if listing and line.kind != "bullet":
            told += r"\end{itemize}"
            listing = False
        text, right = _escaped(line.text), rf"\hfill {_escaped(line.right)}" if line.right else ""
        if line.kind == "bullet":
            told += "" if listing else r"\begin{itemize}"
            told += rf"\item {text}"
            listing = True
        elif line.kind == "heading":
            told += rf"\section*{{{text}}}"
        elif line.kind == "name":
            told += rf"{{\LARGE\bfseries {text}}}\par "
        else:
            shape = r"\textbf" if line.kind == "title" else ""
            told += rf"{shape}{{{text}}}{right}\par "
    return told + (r"\end{itemize}" if listing else "")


def _document(head: str, body: str) -> str:
    return rf"{head}\begin{{document}}{body}\end{{document}}"


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(char, char) for char in text)


def _typeset(source: str, program: str) -> bytes:
    """Return the PDF of a source; raises `RuntimeError` with the end of the log."""
    with tempfile.TemporaryDirectory() as folder:
        # moderncv wants a font for its pictures, and none of them is on these pages
        icons = r"\ProvidesPackage{fontawesome5}\newcommand\faCircle[1][]{\textbullet}"
        (Path(folder) / "fontawesome5.sty").write_text(icons)
        (Path(folder) / "cv.tex").write_text(source, encoding="utf-8")
        done = subprocess.run(
            [program, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "cv.tex"],
            cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=SECONDS,
            check=False,
        )  # fmt: skip
        made = Path(folder) / "cv.pdf"
        if done.returncode or not made.exists():
            raise RuntimeError(done.stdout.decode("utf-8", "replace")[-1500:])
        return made.read_bytes()
