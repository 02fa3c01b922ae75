"""What documents and docstrings cite is there: sections, files, modules, constants, curves."""

import ast
import importlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.house.sources import LAYERS, ROOT, checkout_files, python_files, syntax

KINDS = "py|md|yaml|js|css|sh|toml"
FOLDERS = (*LAYERS, "harness", "bench", "scripts")
CODE = {".py", ".js", ".yaml", ".yml", ".toml", ".sh", ".example", ".html"}
SECTION = re.compile(r"(?<![\w./-])((?:[\w-]+/)*[\w-]+\.md)?#([a-z][\w-]*)(?=[`)])")
NUMBERED = re.compile(r"\.md`? (?:section )?\d")
FILE = re.compile(rf"`((?:[\w.-]+/)*[\w-]+\.(?:{KINDS}))[`#]")
DOCUMENT_FILE = re.compile(rf"`([\w.-]+/[\w./-]*\.(?:{KINDS})|[\w-]+\.py)`")
CONSTANT = re.compile(r"`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)`")
NAME = re.compile(rf"`((?:{'|'.join(FOLDERS)})(?:\.\w+)+)(?<!\.md)`")
CURVE = re.compile(r"^\| `([A-Z_]+)` \| [^|]+ \| ([^|]+→[^|]+) \|$", re.MULTILINE)
DOCUMENTS = [
    str(path)
    for path in checkout_files()
    if path.suffix == ".md" and path.name != "CHANGELOG.md" and path.parts[0] != "prompts"
]
MODULES = [str(path) for path in python_files(*FOLDERS, "tests")]


@cache
def text_of(path: str) -> str:
    """Return the text of a file of the checkout."""
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def said_in(path: str) -> str:
    """Return what a module says about itself: its docstrings and comments."""
    spoken = [
        node.value.value
        for node in ast.walk(syntax(Path(path)))
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    ]
    return "\n".join((*spoken, *re.findall(r"(?m)(?:^|\s)# .*$", text_of(path))))


@cache
def anchors(document: str) -> frozenset[str]:
    """Return the anchors of a document's headings, as they are made for pages of Markdown."""
    prose = re.sub(r"(?ms)^( *)```.*?^\1```", "", text_of(document))
    titles = re.findall(r"(?m)^#+ (.+?) *$", prose)
    plain = [re.sub(r"[^\w\- ]", "", title.lower()) for title in titles]
    return frozenset(title.replace(" ", "-") for title in plain)


@cache
def names_of_code() -> frozenset[str]:
    """Return every word in capitals that code, settings or scripts hold."""
    texts = (text_of(str(p)) for p in checkout_files() if p.suffix in CODE and p.name != __name__)
    return frozenset(word for text in texts for word in re.findall(r"\b[A-Z][A-Z0-9_]{2,}\b", text))


def cited_sections(text: str, cited_in: str) -> Iterator[tuple[str, str]]:
    """Yield each section that a text cites: the document's path and the anchor."""
    for document, anchor in SECTION.findall(text):
        if not document:
            yield cited_in, anchor
        elif cited_in.endswith(".md"):
            beside = (ROOT / cited_in).parent / document
            yield str(beside.resolve().relative_to(ROOT)), anchor
        else:
            yield document, anchor


def unresolved_sections(text: str, cited_in: str) -> list[str]:
    return [
        f"{document}#{anchor}"
        for document, anchor in cited_sections(text, cited_in)
        if not (ROOT / document).is_file() or anchor not in anchors(document)
    ]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_section_that_a_document_cites_is_there(document: str) -> None:
    assert not unresolved_sections(text_of(document), document)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_a_document_names_is_there(document: str) -> None:
    assert not [name for name in DOCUMENT_FILE.findall(text_of(document)) if not _is_file(name)]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_constant_that_a_document_names_is_in_the_code(document: str) -> None:
    assert not set(CONSTANT.findall(text_of(document))) - names_of_code()


def test_every_section_that_a_docstring_cites_is_there() -> None:
    cited = {path: unresolved_sections(said_in(path), path) for path in MODULES}
    assert not {path: missing for path, missing in cited.items() if missing}


def test_no_docstring_cites_a_section_by_a_number_that_moves() -> None:
    assert not [path for path in MODULES if NUMBERED.search(said_in(path))]


def test_every_file_that_a_docstring_names_is_there() -> None:
    missing = {
        f"{path}: {name}"
        for path in MODULES
        if not path.startswith("tests/")
        for name in FILE.findall(said_in(path))
        if not _is_file(name)
    }
    assert not missing


def test_every_constant_that_a_docstring_names_is_in_the_code() -> None:
    missing = {
        f"{path}: {name}"
        for path in MODULES
        for name in CONSTANT.findall(said_in(path))
        if name not in names_of_code()
    }
    assert not missing


def test_every_module_and_name_of_ours_that_is_cited_is_there() -> None:
    texts = {path: text_of(path) for path in DOCUMENTS} | {path: said_in(path) for path in MODULES}
    missing = {
        f"{path}: {name}"
        for path, text in texts.items()
        for name in NAME.findall(text)
        if not _is_there(name)
    }
    assert not missing


def test_the_curves_of_the_document_are_those_of_the_code() -> None:
    written = {
        name: tuple(
            tuple(float(value) for value in point.split(" → ")) for point in points.split(", ")
        )
        for name, points in CURVE.findall(text_of("docs/formulas.md"))
    }
    coded = {
        name: tuple((float(x), float(y)) for x, y in value)
        for path in python_files("scoring")
        for name in re.findall(r"(?m)^([A-Z_]+): Points = ", text_of(str(path)))
        for value in [getattr(_module(str(path.with_suffix("")).replace("/", ".")), name)]
    }
    assert written == coded


def _is_file(name: str) -> bool:
    return any(f"/{path.as_posix()}".endswith(f"/{name}") for path in checkout_files())


def _is_there(dotted: str) -> bool:
    """Return whether a dotted name is a module of ours, or what one defines."""
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        module = ROOT.joinpath(*parts[:length]).with_suffix(".py")
        if module.is_file():
            return all(name in _defined(module.relative_to(ROOT)) for name in parts[length:])
    return ROOT.joinpath(*parts).is_dir()


@cache
def _defined(module: Path) -> frozenset[str]:
    """Return every name that a module binds, those in its classes too."""
    nodes = list(ast.walk(syntax(module)))
    named = (n.name for n in nodes if isinstance(n, ast.ClassDef | ast.FunctionDef))
    bound = (n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))
    return frozenset((*named, *bound))


def _module(name: str) -> object:
    return importlib.import_module(name)
