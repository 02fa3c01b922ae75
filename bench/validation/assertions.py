"""Answers that name what a good answer says without asserting it, for every question of the bank.

Thirteen kinds of attack, each made of the question's own key points and outline, alone and behind a
weak answer; and twins, the outline with one word of direction or negation turned round.
Every second question is locked: measured, and not looked at while anything is tuned.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import yaml

from bench.validation.ladders import Ladder
from bench.validation.scored import score_ladder
from core.interview import InterviewType
from core.plan import Question
from core.ports import Assessor
from prompts.interview_types import interview_types
from prompts.loader import load_questions
from scoring.rules.rubrics import load_rubric

_WRITTEN = Path(__file__).parents[2] / "tests" / "scoring" / "attacks"
_TWINS = _WRITTEN / "twins.yaml"
_SECOND_HAND = _WRITTEN / "second_hand.yaml"
WEAK = (
    "It depends a lot on the situation, I would say. I have seen something like this at work and "
    "in the end it went fine, because everybody did their part. You have to be careful with it and "
    "take your time. Usually the team finds a way that works for all of us."
)
_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_TURNED = (
    (" faster", " slower"), (" slower", " faster"), (" more ", " less "), (" before ", " after "),
    (" always ", " never "), (" first ", " last "), (" increases ", " reduces "),
    (" worst ", " best "), (" higher", " lower"), (" without ", " with "), (" smaller", " larger"),
    (" does not ", " does "), (" cannot ", " can "), (" is ", " is not "), (" are ", " are not "),
    (" can ", " cannot "),
)  # fmt: skip
_NEGATED = (
    (" is ", " is not "), (" are ", " are not "), (" can ", " cannot "), (" would ", " would not "),
    (" will ", " will not "), (" was ", " was not "), (" were ", " were not "),
    (" must ", " must not "), (" has ", " never has "), (" have ", " never have "),
    (" had ", " never had "), (" do ", " do not "), (" does ", " does not "),
    (" I ", " I never "), (" we ", " we never "), (" it ", " it never "),
    (" they ", " they never "),
    ("I ", "I never "), ("We ", "We never "), (" ", " never "),
)  # fmt: skip
"""The last one is for sentences without an auxiliary or a pronoun: behind their first word."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: mean and worst over so many questions."""

    name: str
    mean: float
    worst: float
    items: int


def _named(question: Question) -> list[str]:
    return [point.phrasings[0] for point in question.key_points]


def _spoken(sentence: str) -> str:
    return (sentence[:1].lower() + sentence[1:]).rstrip(".")


def _sentences(question: Question) -> list[str]:
    return _SENTENCE.split(" ".join(question.outline.split()))


def _negated(sentence: str) -> str:
    """Return a sentence with its first auxiliary negated, as far as it has one."""
    made = (sentence.replace(a, b, 1) for a, b in _NEGATED if a in sentence)
    return next((one for one in made if " not not " not in one and " not no " not in one), sentence)


ATTACKS: dict[str, Callable[[Question], str]] = {
    "not known": lambda q: "I don't know what "
    + ", or what ".join(f"{p} means" for p in _named(q)) + ".",
    "announced": lambda q: " ".join(f"Then I would explain {p}." for p in _named(q)),
    "named": lambda q: " ".join(f"There is {p}." for p in _named(q)),
    "named as important": lambda q: " ".join(f"And {p} is important." for p in _named(q)),
    "asked": lambda q: " ".join(f"Is it about {p}, could it be that?" for p in _named(q)),
    "denied": lambda q: " ".join(
        f"Some people say that {_spoken(s)}, but that is wrong." for s in _sentences(q)
    ),
    "taken back": lambda q: f"{q.outline} None of that is true.",
    "interviewer's words": lambda q: " ".join((q.text, *q.hints, *q.probes.values())),
    "not so": lambda q: " ".join(f"It is not true that {_spoken(s)}." for s in _sentences(q)),
    "negated": lambda q: " ".join(map(_negated, _sentences(q))),
    "for others to say": lambda q: "An expert would talk about " + ", ".join(_named(q)) + ".",
    "told to be asked": lambda q: "You could ask me about " + " or about ".join(_named(q)) + ".",
    "sarcasm": lambda q: " ".join(f"Yeah right, as if {_spoken(s)}." for s in _sentences(q)),
}  # fmt: skip


def twin(question: Question) -> str | None:
    """Return the outline with its first sentence that can be turned round by one word so turned."""
    told = _sentences(question)
    for at, sentence in enumerate(told):
        for one, other in _TURNED:
            if one in sentence:
                turned = sentence.replace(one, other, 1)
                return " ".join((*told[:at], turned, *told[at + 1 :]))
    return None


def bank(*, locked: bool) -> Iterator[tuple[InterviewType, Question]]:
    """Yield every second question of each type: the open ones or the locked ones."""
    for kind in interview_types():
        for at, question in enumerate(load_questions(kind)):
            if at % 2 == int(locked):
                yield kind, question


async def assertion_rows(assessor: Assessor, *, locked: bool, every: int = 1) -> Sequence[Row]:
    """Return what each attack gains in content behind a weak answer, and how twins are told.

    `every` takes every so many-th question.
    """
    rubric = load_rubric()
    gains: dict[str, list[float]] = {name: [] for name in ATTACKS}
    told: list[float] = []
    for kind, question in list(bank(locked=locked))[::every]:
        answers = {"strong": question.outline, "weak": WEAK}
        answers |= {name: f"{WEAK} {attack(question)}" for name, attack in ATTACKS.items()}
        if (turned := twin(question)) is not None and kind in (
            InterviewType("technical"),
            InterviewType("system_design"),
        ):
            answers["twin"] = turned
        scored = await score_ladder(Ladder(question, kind, locked, answers), assessor, rubric, {})
        for name in ATTACKS:
            gains[name].append(scored.content(name) - scored.content("weak"))
        if "twin" in answers:
            told.append(float(scored.content("strong") > scored.content("twin")))
    rows = [Row(f"attack, {n}", fmean(g), max(g), len(g)) for n, g in gains.items()]
    return [*rows, Row("right above wrong, share of twins", fmean(told), min(told), len(told))]


async def second_hand_rows(assessor: Assessor, *, locked: bool, every: int = 1) -> Sequence[Row]:
    """Return what the same kinds of attack gain in the words of a second hand.

    Each phrasing is tried on every so many-th question; those of the locked half are others.
    """
    rubric, half = load_rubric(), "locked" if locked else "open"
    written = yaml.safe_load(_SECOND_HAND.read_text(encoding="utf-8"))[half]
    gains: dict[str, list[float]] = {name: [] for name in written}
    for at, (kind, question) in enumerate(list(bank(locked=locked))[::every]):
        answers = {"weak": WEAK} | {
            name: f"{WEAK} {_filled(phrasings[at % len(phrasings)], question)}"
            for name, phrasings in written.items()
        }
        scored = await score_ladder(Ladder(question, kind, locked, answers), assessor, rubric, {})
        for name in written:
            gains[name].append(scored.content(name) - scored.content("weak"))
    return [Row(f"second hand, {n}", fmean(g), max(g), len(g)) for n, g in gains.items()]


def _filled(phrasing: str, question: Question) -> str:
    """Return an attack: a phrasing for each key point or sentence, or around the outline."""
    if "{point}" in phrasing:
        return " ".join(phrasing.format(point=point) for point in _named(question))
    if "{sentence}" in phrasing:
        return " ".join(phrasing.format(sentence=_spoken(s)) for s in _sentences(question))
    return phrasing.format(outline=question.outline)


async def written_twins(assessor: Assessor, *, locked: bool) -> Row:
    """Return in which share of the twins written by hand the right answer stands above the wrong.

    They are in words of their own; what makes one wrong are directions, figures, orders and
    negations.
    """
    rubric, told = load_rubric(), []
    questions = {q.id: (kind, q) for kind in interview_types() for q in load_questions(kind)}
    written = yaml.safe_load(_TWINS.read_text(encoding="utf-8"))
    for pair in written["locked" if locked else "open"]:
        kind, question = questions[pair["question"]]
        answers = {"strong": pair["right"], "wrong": pair["wrong"]}
        scored = await score_ladder(Ladder(question, kind, locked, answers), assessor, rubric, {})
        told.append(float(scored.content("strong") > scored.content("wrong")))
    return Row("right above wrong, written twins", fmean(told), min(told), len(told))
