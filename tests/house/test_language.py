"""What is known of a human language stands in `language/`, and in the reader of resumes.

Structure may be matched anywhere: ids, markdown, JSON, addresses. Prose may not: words of English
that a pattern spells out, or lists of them.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from language.en.text.lexicon import STOP_WORDS
from language.en.text.vocabulary import COMMON
from tests.house.sources import LAYERS, python_files, syntax

HOMES = (Path("language"), Path("api/documents"), Path("local/natural_pauses.py"))
"""Beside `language`: the reader of resumes, and the pauses of a synthetic English speaker."""
STRUCTURE = frozenset({"bytes", "https", "script", "type", "importmap", "pause", "id"})
"""What a pattern may spell out anywhere: words of formats, which no human language is read by."""
_LOOKS_LIKE_A_PATTERN = re.compile(r"\\[bwsdW]|\(\?|\[\^|\.\*|\.\+")
_NO_LETTERS = re.compile(
    r"""
    \\.                                         # an escape
    | \[\^?\]?(?:\\.|[^\]\\])*\]                  # a class of characters
    | \(\?(?:P?<\w+>|P=\w+|[:=!>|]|<[=!]|[a-zL-]+)  # the head of a group
    | \{[\d,]*\}                                # how often
    """,
    re.VERBOSE,
)
_LETTERS = re.compile(r"[^\W\d_]{2,}")
LEAST_LISTED = 3

ELSEWHERE = [
    path for path in python_files(*LAYERS) if not any(path.is_relative_to(home) for home in HOMES)
]


@pytest.mark.parametrize(
    ("pattern", "spelled"),
    [
        (r"\b(?:led|managed)\b", {"led", "managed"}),
        (r"(?<=[a-z,] )[A-Z][\w+#.]+", set()),
        (r"^(?:I|we)\s", {"we"}),
        (r"let(?:'s| us) (?P<verb>go)+", {"let", "us", "go"}),
        (r"\{\{([a-z][a-z0-9_]*)\}\}", set()),
        (r"https?://\S+", {"https"}),
        (r"[\"“”]([^\"“”]+)[\"“”]", set()),
    ],
)
def test_letters_of_prose_are_told_from_classes_and_escapes(
    pattern: str, spelled: set[str]
) -> None:
    assert set(words_spelled_out(pattern)) == spelled


def test_no_pattern_spells_out_prose_outside_of_language() -> None:
    found = {
        f"{path}:{node.lineno}": spelled
        for path in ELSEWHERE
        for node, pattern in patterns_in(syntax(path))
        if (spelled := sorted(set(words_spelled_out(pattern)) - STRUCTURE))
    }
    assert not found


def test_no_list_of_english_words_stands_outside_of_language() -> None:
    found = {
        f"{path}:{node.lineno}": english
        for path in ELSEWHERE
        for node, words in lists_in(syntax(path))
        if len(english := sorted((STOP_WORDS | COMMON) & words)) >= LEAST_LISTED
    }
    assert not found


def words_spelled_out(pattern: str) -> list[str]:
    """Return the runs of letters, in lower case, that a regular expression asks for one by one."""
    letters = _NO_LETTERS.sub(" ", pattern)
    return [run.lower() for run in _LETTERS.findall(letters)]


def patterns_in(tree: ast.Module) -> Iterator[tuple[ast.expr, str]]:
    """Yield what a module hands to `re`, and its other texts that have the marks of a pattern.

    Of an f-string its own letters count; what it fills in stands somewhere else.
    """
    if not any(_imports_re(node) for node in ast.walk(tree)):
        return
    documented = {id(text) for text in _documentation(tree)}
    handed = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _calls_re(node) and node.args
        for part in ast.walk(node.args[0])
    }
    inside = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = "".join(p.value if isinstance(p, ast.Constant) else "x" for p in node.values)  # type: ignore[misc]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if id(node) in documented | inside:
            continue
        if (id(node) in handed or _LOOKS_LIKE_A_PATTERN.search(text)) and _is_pattern(text):
            yield node, text


def lists_in(tree: ast.Module) -> Iterator[tuple[ast.expr, frozenset[str]]]:
    """Yield the words of each list, set or tuple of texts, and of each text of words alone."""
    documented = {id(text) for text in _documentation(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.List | ast.Set | ast.Tuple):
            values = [e.value for e in node.elts if isinstance(e, ast.Constant)]
            yield node, frozenset(one for one in values if isinstance(one, str))
        elif isinstance(node, ast.Call) and len(node.args) == 1 and _lists(node):
            argument = node.args[0]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield node, frozenset(argument.value.split())
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            words = node.value.split()
            plain = len(words) > LEAST_LISTED and all(map(str.isalpha, words))
            if plain and id(node) not in documented and "\n" in node.value:
                yield node, frozenset(words)


def _lists(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == "listed"


def _imports_re(node: ast.AST) -> bool:
    return isinstance(node, ast.Import) and any(alias.name == "re" for alias in node.names)


def _calls_re(node: ast.Call) -> bool:
    called = node.func
    return (
        isinstance(called, ast.Attribute)
        and isinstance(called.value, ast.Name)
        and called.value.id == "re"
    )


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


def _documentation(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield texts that stand alone: docstrings, and what is said below a value."""
    yield from (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))
