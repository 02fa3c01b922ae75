"""However long an interview is, no request to a judge grows with it."""

from datetime import UTC, datetime

from core.plan import InterviewPlan
from scoring.judge.assessor import JudgeAssessor
from scoring.judge.prepare import CUT, LONGEST_ANSWER, readable
from scoring.rules.rubrics import load_rubric
from tests.scoring.interviews import BANK, INDEXES, interview, session
from tests.scoring.judge.scripted import ScriptedJudge

NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
EVERY = frozenset(d.name for d in load_rubric().dimensions if not d.computed)
CHARACTERS_PER_TOKEN = 3
SMALLEST_CONTEXT = 8_192


class Watching(ScriptedJudge):
    """Keeps the size of the largest request."""

    largest = 0

    async def json(self, prompt, schema, *, seed):  # type: ignore[no-untyped-def]
        self.largest = max(self.largest, len(prompt.system) + len(prompt.user))
        return await super().json(prompt, schema, seed=seed)


async def largest_request(answers: int, sentence_count: int) -> int:
    asked = [
        BANK[n % len(BANK)].model_copy(update={"id": f"test-long-{n}"}) for n in range(answers)
    ]
    judge = Watching()
    said = " ".join([INDEXES.outline] * sentence_count)
    log = interview(*((question, said) for question in asked))
    plan = InterviewPlan(questions=tuple(asked))
    made = JudgeAssessor(judge, lambda: NOON, earned=EVERY, bank=lambda: BANK, samples=1)
    result = await made.assess(session(*plan.questions), log.turns)
    assert result.answered_question_count == answers
    assert result.method == "judge"
    return judge.largest


async def test_forty_answers_of_a_minute_and_a_half_make_no_larger_request_than_one() -> None:
    forty = await largest_request(40, 4)
    assert forty == await largest_request(4, 4)
    assert forty / CHARACTERS_PER_TOKEN < SMALLEST_CONTEXT


async def test_an_answer_of_any_length_fits_the_smallest_context() -> None:
    assert await largest_request(1, 400) / CHARACTERS_PER_TOKEN < SMALLEST_CONTEXT


def test_of_a_long_answer_the_beginning_and_the_end_are_read_by_whole_sentences() -> None:
    text = " ".join(f"This is sentence number {n}." for n in range(3000))
    read = readable(text)
    assert len(read) <= LONGEST_ANSWER + len(CUT) + 2
    head, tail = read.split(f" {CUT} ")
    assert head.startswith("This is sentence number 0.")
    assert head.endswith(".")
    assert tail.startswith("This is sentence")
    assert tail.endswith("number 2999.")
    assert readable(INDEXES.outline) == INDEXES.outline
