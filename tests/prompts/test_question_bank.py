"""The question bank: complete, speakable, spread out, and nothing asked twice."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

import pytest

from core.interview import InterviewType
from core.plan import Question, QuestionKind, coverage
from language.en.text.key_points import content_stems, find_misconceptions, hit_key_points
from language.en.text.lexicon import NEGATIONS, STOP_WORDS
from language.en.text.tokens import sentences, stem, words
from prompts.interview_types import interview_types
from prompts.loader import load_questions

LEVELS = ("easy", "medium", "hard")
ROLE_FAMILIES = {
    "backend",
    "frontend",
    "data_ml",
    "devops_sre",
    "product",
    "management",
    "general",
}
DIMENSIONS = {"star", "leadership", "teamwork"}
PERSONAL = {
    QuestionKind.PAST_BEHAVIOUR,
    QuestionKind.SITUATIONAL,
    QuestionKind.MOTIVATION,
    QuestionKind.INTRO,
}
KINDS = {
    InterviewType("behavioral"): PERSONAL,
    InterviewType("general"): PERSONAL,
    InterviewType("case"): {QuestionKind.PROBLEM, QuestionKind.SITUATIONAL},
    InterviewType("technical"): {QuestionKind.TECHNICAL, QuestionKind.PROBLEM},
    InterviewType("system_design"): {QuestionKind.PROBLEM, QuestionKind.TECHNICAL},
}
UNSPEAKABLE = re.compile(r"[&%$€£/#*_`<>|~^=+\[\]{}@\n]|\b(?:e\.g|i\.e|etc|vs|approx|incl)\b", re.I)
MARKUP = re.compile(r"[#*_`<>|~^\[\]{}\n]")
PRIVATE = re.compile(
    r"\b(?:how old are you|your age|retire(?:ment)? age|birthday|married|marriage|spouse|husband"
    r"|wife|partner at home|pregnan\w*|child(?:ren)?|kids|parents|your family|illness(?:es)?"
    r"|disease|disabled|disability|your health|medication|medical history|religio\w*|faith|church"
    r"|mosque|pray\w*|nationality|ethnic\w*|your race|skin colou?r|native country|mother tongue"
    r"|where (?:are you|do you come) from|accent|citizenship|sexual\w*|political party"
    r"|vote for|trade union)\b",
    re.I,
)

every_type = pytest.mark.parametrize("interview_type", list(interview_types()), ids=str)


@lru_cache
def bank(interview_type: InterviewType) -> tuple[Question, ...]:
    return load_questions(interview_type)


@lru_cache
def whole_bank() -> tuple[Question, ...]:
    return tuple(question for each in interview_types() for question in bank(each))


def stems_of(text: str) -> frozenset[str]:
    return frozenset(map(stem, words(text)))


@lru_cache
def outlines() -> dict[str, tuple[frozenset[str], ...]]:
    """The stems of each sentence of every outline, by question."""
    return {q.id: tuple(stems_of(s.text) for s in sentences(q.outline)) for q in whole_bank()}


def asked_aloud(question: Question) -> Iterator[str]:
    """Everything of a question that the interviewer may say."""
    yield question.text
    yield from question.probes.values()
    yield from question.hints


def shares_said(question: Question) -> dict[str, float]:
    """Return the weighted share of a question's key points in every outline, by its question."""
    wanted = [
        [frozenset(content_stems(phrasing)) for phrasing in point.phrasings]
        for point in question.key_points
    ]
    return {
        other: coverage(
            [any(p <= sentence for p in point for sentence in spoken) for point in wanted],
            question.key_points,
        )
        for other, spoken in outlines().items()
    }


@every_type
def test_a_type_has_at_least_thirty_questions(interview_type: InterviewType) -> None:
    assert len(bank(interview_type)) >= 30


def test_ids_are_unique_in_the_whole_bank_and_begin_with_their_type() -> None:
    counts = Counter(question.id for question in whole_bank())
    assert [name for name, count in counts.items() if count > 1] == []
    for each in interview_types():
        assert [q.id for q in bank(each) if not q.id.startswith(f"{each}-")] == []


@every_type
def test_every_level_and_role_family_has_its_share(interview_type: InterviewType) -> None:
    questions = bank(interview_type)
    levels = Counter(question.level for question in questions)
    roles = Counter(role for question in questions for role in question.roles)
    assert {level: levels[level] for level in LEVELS if levels[level] < 8} == {}
    assert set(roles) == ROLE_FAMILIES
    assert {role: count for role, count in roles.items() if count < 5} == {}


@every_type
def test_kinds_and_dimensions_fit_the_type(interview_type: InterviewType) -> None:
    for question in bank(interview_type):
        assert question.kind in KINDS[interview_type], question.id
        assert set(question.dimensions) <= DIMENSIONS, question.id
        assert len(set(question.dimensions)) == len(question.dimensions), question.id
        past = question.kind is QuestionKind.PAST_BEHAVIOUR
        assert ("star" in question.dimensions) == past, question.id
        assert 2 <= question.minutes <= 12, question.id


def test_behavioral_questions_invite_leadership_and_teamwork() -> None:
    invited = Counter(d for q in bank(InterviewType("behavioral")) for d in q.dimensions)
    assert min(invited["leadership"], invited["teamwork"]) >= 8


@every_type
def test_a_question_asks_one_thing_and_can_be_said_in_one_breath(
    interview_type: InterviewType,
) -> None:
    for question in bank(interview_type):
        assert question.text.count("?") == 1, question.id
        assert len(sentences(question.text)) <= 2, question.id
        assert 5 <= len(question.text.split()) <= 45, question.id


@every_type
def test_probes_are_single_questions_and_hints_are_short(interview_type: InterviewType) -> None:
    for question in bank(interview_type):
        for probe in question.probes.values():
            assert probe.endswith("?"), (question.id, probe)
            assert probe.count("?") == 1, (question.id, probe)
            assert len(probe.split()) <= 30, (question.id, probe)
        assert len(set(question.probes.values())) == len(question.probes), question.id
        first, second = question.hints
        assert first != second, question.id
        assert max(len(first.split()), len(second.split())) <= 45, question.id


@every_type
def test_what_is_asked_aloud_can_be_read_aloud(interview_type: InterviewType) -> None:
    unspeakable = [
        (question.id, said)
        for question in bank(interview_type)
        for said in asked_aloud(question)
        if UNSPEAKABLE.search(said)
    ]
    assert unspeakable == []
    marked = [q.id for q in bank(interview_type) if MARKUP.search(q.outline)]
    assert marked == []


@every_type
def test_nothing_private_is_asked(interview_type: InterviewType) -> None:
    private = [
        (question.id, said)
        for question in bank(interview_type)
        for said in asked_aloud(question)
        if PRIVATE.search(said)
    ]
    assert private == []


@every_type
def test_phrasings_are_short_and_say_something(interview_type: InterviewType) -> None:
    wrong = [
        (question.id, phrasing)
        for question in bank(interview_type)
        for point in question.key_points
        for phrasing in point.phrasings
        if not 1 <= len(content_stems(phrasing)) <= 4
        or len(phrasing.split()) > 7
        or set(words(phrasing)) <= STOP_WORDS
    ]
    assert wrong == []


@every_type
def test_no_phrasing_says_two_key_points_of_a_question_to_the_scorer(
    interview_type: InterviewType,
) -> None:
    shared = [
        (question.id, sorted(stems))
        for question in bank(interview_type)
        for stems, count in Counter(
            stems
            for point in question.key_points
            for stems in {frozenset(content_stems(phrasing)) for phrasing in point.phrasings}
        ).items()
        if count > 1
    ]
    assert shared == []


@every_type
def test_no_phrasing_of_a_key_point_is_written_twice(interview_type: InterviewType) -> None:
    repeated = [
        (question.id, point.text)
        for question in bank(interview_type)
        for point in question.key_points
        if len({phrasing.lower() for phrasing in point.phrasings}) < len(point.phrasings)
    ]
    assert repeated == []


@every_type
def test_a_strong_answer_says_most_key_points_and_no_misconception(
    interview_type: InterviewType,
) -> None:
    for question in bank(interview_type):
        said = hit_key_points(question.outline, question.key_points)
        assert coverage(said, question.key_points) >= 0.5, question.id
        wrong = find_misconceptions(question.outline, question.misconceptions)
        assert not any(found.hit for found in wrong), question.id
        assert 2 <= len(sentences(question.outline)) <= 5, question.id


@every_type
def test_asking_and_hinting_do_not_give_the_answer_away(interview_type: InterviewType) -> None:
    given_away = [
        (question.id, said)
        for question in bank(interview_type)
        for said in (question.text, " ".join(question.hints))
        if coverage(hit_key_points(said, question.key_points), question.key_points) >= 0.4
    ]
    assert given_away == []


@every_type
def test_a_strong_answer_fits_its_own_question_and_no_other(interview_type: InterviewType) -> None:
    for question in bank(interview_type):
        others = shares_said(question)
        own = others.pop(question.id)
        assert max(others.values()) < own, question.id
        assert sum(others.values()) / len(others) < 0.1, question.id


@every_type
def test_misconceptions_are_whole_statements(interview_type: InterviewType) -> None:
    vague = [
        (question.id, phrase)
        for question in bank(interview_type)
        for phrase in question.misconceptions
        if len(set(words(phrase)) - STOP_WORDS - NEGATIONS) < 2 or len(phrase.split()) < 4
    ]
    assert vague == []


def test_no_two_questions_ask_the_same() -> None:
    texts = [(question.id, stems_of(question.text)) for question in whole_bank()]
    alike = [
        (one, other)
        for (one, a), (other, b) in combinations(texts, 2)
        if len(a & b) / len(a | b) >= 0.6
    ]
    assert alike == []
