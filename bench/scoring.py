"""What measuring and assessing cost: `python -m bench scoring [--runs N] [--model-ms N]`.

Times are this process's own processor time, so that other work on the machine does not count. The
judge is a stand-in that answers after a fixed time; what is measured of it is everything around it.
"""

import argparse
import asyncio
import json
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import psutil

from core.interview import InterviewRequest, InterviewSession, InterviewType, SessionStatus
from core.move import Move, MoveKind
from core.plan import InterviewPlan, Question
from core.ports import JudgeReply
from core.turn import Interaction, Role, SpeechSegment, TimingBasis, Word
from language import of
from llm.port import ModelPrompt
from prompts.loader import load_questions
from scoring.delivery.turn_delivery import measure_turn
from scoring.judge.assessor import JudgeAssessor
from scoring.rules.rubrics import load_rubric
from scoring.service import OfflineAssessor

NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
MEGABYTE = 2**20
QUESTIONS = 10
WORDS_PER_ANSWER = 270
"""Ten answers of 270 words are 18 minutes of talk, as a candidate has in 30 minutes."""
WORD_SECONDS = 0.4
PAUSED_AFTER_WORDS = 12
PAUSE_SECONDS = 0.6


def main(arguments: Sequence[str] = ()) -> int:
    """Measure and print the table; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench scoring", description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--model-ms", type=float, default=500.0, help="time of one judge's reply")
    options = parser.parse_args(arguments)
    own = psutil.Process()
    before = own.memory_full_info().uss
    assessor = OfflineAssessor(lambda: NOON)
    interviews = [interview(run) for run in range(options.runs + 1)]
    first = processor_ms(lambda: assessor.assess_now(*interviews[-1]))
    _say("| what | processor time | highest of runs |")
    _say("|---|---:|---:|")
    _row("measuring a turn, 1 000 words", [_measuring(run) for run in range(options.runs)])
    stored = [(asked, _measured(turns)) for asked, turns in interviews[:-1]]
    for name, made in (
        ("rules, 30-minute interview, turns measured before", stored),
        ("rules, 30-minute interview, turns not measured", interviews[:-1]),
    ):
        times = [processor_ms(partial(assessor.assess_now, *one)) for one in made]
        _row(name, times)
    _say(f"| … the first of a process, which reads the question bank | {first:.0f} ms | |")
    after = own.memory_full_info().uss
    calls, share, per_call = asyncio.run(judged(interviews[0], options.model_ms / 1000))
    _say(
        f"| around a judge that takes {options.model_ms:.0f} ms a reply, {calls} replies "
        f"| {per_call:.1f} ms a reply, {share:.1f} % | |"
    )
    _say(f"| memory of the assessor with the bank and {options.runs} assessments "
         f"| {(after - before) / MEGABYTE:.0f} MB | |")  # fmt: skip
    return 0


def processor_ms(work: Callable[[], object]) -> float:
    """Return the processor time of this process for some work, in milliseconds."""
    began = time.process_time()
    work()
    return 1000 * (time.process_time() - began)


async def judged(
    made: tuple[InterviewSession, list[Interaction]], reply_seconds: float
) -> tuple[int, float, float]:
    """Assess with a judge that is asked one thing at a time.

    Returns how often it was asked, what everything around it took in percent of its own time, and
    in milliseconds per reply.
    """
    judge = StandIn(reply_seconds)
    every = [d.name for d in load_rubric().dimensions if not d.computed]
    assessor = JudgeAssessor(judge, lambda: NOON, earned=every, concurrency=1)
    session, turns = made
    warm = replace(session, id=2)
    await assessor.assess(warm, turns[:3])
    judge.calls = 0
    began = time.process_time()
    await assessor.assess(session, turns)
    spent = time.process_time() - began
    return judge.calls, 100 * spent / (judge.calls * reply_seconds), 1000 * spent / judge.calls


class StandIn:
    """A judge that takes its time and finds everything in the middle."""

    name = "stand-in"

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.calls = 0

    async def json(
        self, prompt: ModelPrompt, schema: Mapping[str, Any], *, seed: int
    ) -> JudgeReply:
        """Return level 2 for every dimension, each with the answer's first words as its quote."""
        self.calls += 1
        await asyncio.sleep(self.seconds)
        quote = " ".join(str(json.loads(prompt.user.splitlines()[1])).split()[:8])
        return JudgeReply(json.dumps({name: _level_two(name, schema, quote)
                                      for name in schema["properties"]}), 1000, 200)  # fmt: skip


def _level_two(name: str, schema: Mapping[str, Any], quote: str) -> dict[str, Any]:
    checks = list(schema["properties"][name]["properties"]["checks"]["properties"])
    return {
        "evidence": [{"quote": quote, "supports": "+", "check": checks[0]}],
        "checks": {check: at < 2 for at, check in enumerate(checks)},
        "level": 2,
        "why": "",
        "next_step": "",
        "instructions_found": [],
    }


def interview(run: int) -> tuple[InterviewSession, list[Interaction]]:
    """Return a spoken interview of half an hour; no two runs share a text that could be kept."""
    asked = load_questions(InterviewType("technical"))[:QUESTIONS]
    turns: list[Interaction] = []
    now = 0.0
    for number, question in enumerate(asked, start=1):
        move = Move(kind=MoveKind.ASK, question_number=number, question_id=question.id)
        turns.append(
            Interaction(
                1, f"asked-{number}", Role.ASSISTANT, question.text, NOON, id=2 * number,
                offset_seconds=now, move=move, question_number=number, question_id=question.id,
            )
        )  # fmt: skip
        answer = spoken(_text(question, run), now + 8)
        turns.append(replace(answer, id=2 * number + 1, item_id=f"said-{number}",
                             question_number=number, question_id=question.id))  # fmt: skip
        now += 180
    closing = Move(kind=MoveKind.CLOSE)
    turns.append(Interaction(1, "closed", Role.ASSISTANT, "Goodbye.", NOON, id=99, move=closing))
    session = InterviewSession(
        id=1,
        user_id=1,
        request=InterviewRequest("Benchmark", InterviewType("technical")),
        status=SessionStatus.COMPLETED,
        plan=InterviewPlan(questions=asked),
        opener="Hello.",
        created_at=NOON,
    )
    return session, turns


def spoken(text: str, start: float) -> Interaction:
    """Return a turn with word times and stretches of speech, 150 words a minute of speaking."""
    words: list[Word] = []
    segments: list[SpeechSegment] = []
    now = began = start
    for at, word in enumerate(text.split(), start=1):
        words.append(Word(word, now, now + WORD_SECONDS, 0.95))
        now += WORD_SECONDS
        if at % PAUSED_AFTER_WORDS == 0:
            segments.append(SpeechSegment(began, now))
            began = now = now + PAUSE_SECONDS
    if now > began:
        segments.append(SpeechSegment(began, now))
    return Interaction(
        1, "said", Role.USER, text, NOON + timedelta(seconds=start), offset_seconds=start,
        duration_seconds=now - start, words=tuple(words), speech_segments=tuple(segments),
        asr_verbatim=True, timing_basis=TimingBasis.WORDS_AND_VOICE_ACTIVITY,
    )  # fmt: skip


def _text(question: Question, run: int, count: int = WORDS_PER_ANSWER) -> str:
    """Return so many words of the question's outline, over and over, told apart by the run."""
    outline = f"{question.outline} That was try {run}. ".split()
    return " ".join((outline * (count // len(outline) + 1))[:count])


def _measuring(run: int) -> float:
    question = load_questions(InterviewType("technical"))[0]
    turn = spoken(_text(question, run + 1000, 1000), 0.0)
    return processor_ms(lambda: measure_turn(turn, of("en"), kind=question.kind))


def _measured(turns: Sequence[Interaction]) -> list[Interaction]:
    return [
        replace(turn, delivery=measure_turn(turn, of("en"))) if turn.role is Role.USER else turn
        for turn in turns
    ]


def _row(name: str, times: Sequence[float]) -> None:
    _say(f"| {name} | {statistics.median(times):.1f} ms | {max(times):.1f} ms |")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
