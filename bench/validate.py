"""Prints the validation table: `python -m bench.validate [--answers | --locked] [--judge]`.

The rules are always measured, on the open ladders or, with `--locked`, on those that nobody looks
at while anything is being tuned: of these the table is all that is ever printed. With `--judge`
the configured model is measured on the same ladders (LLM_BASE_URL and LLM_MODEL, or
GROQ_API_KEY), and what it has earned is written to `--earned`.
"""

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from bench.validation.assertions import Row, assertion_rows, second_hand_rows, written_twins
from bench.validation.deliveries import DELIVERIES, Delivery
from bench.validation.earned import earned_dimensions
from bench.validation.ladders import ORDER, Ladder, load_ladders
from bench.validation.metrics import JUDGE, LEVELS_ALONE, OFFLINE, Measure, Metric, table
from bench.validation.scored import ScoredLadder, score_ladder
from bench.validation.variants import attacked, harmless
from core.clock import utc_now
from core.errors import SettingsError
from core.ports import Assessor
from core.settings import Settings, load_settings
from llm.building import JUDGING, build_model
from llm.langchain import LangChainModel
from scoring.judge.assessor import JudgeAssessor
from scoring.judge.earned import EARNED_FILE, Earned, write_earned
from scoring.judge.prompt import judging_hash
from scoring.rules.rubrics import Rubrics, load_rubric, load_rubrics
from scoring.service import OfflineAssessor

SHOWN = (
    "strong", "good", "medium", "weak", "off_topic", "terse", "rambling", "stuffed_sentences",
    "buzzwords", "second_language", "dialect",
)  # fmt: skip


async def main() -> int:
    """Run the validation; return 0 if every target of the rules is met."""
    options = _options()
    ladders = load_ladders(locked=options.locked)[: options.questions]
    basic = await _scored([_addressed(ladder) for ladder in ladders], OfflineAssessor(utc_now))
    if options.answers:
        _show_answers(basic)
    metrics = _show("rules", basic, OFFLINE)
    rules = OfflineAssessor(utc_now)
    rows = [
        *await assertion_rows(rules, locked=options.locked),
        *await second_hand_rows(rules, locked=options.locked),
        await written_twins(rules, locked=options.locked),
    ]
    _show_assertions(rows)
    if options.judge and options.levels:
        await _judge_levels(options, ladders)
    elif options.judge:
        await _judge(options, [_addressed(x, one_per_style=True) for x in ladders], basic)
    return 0 if all(metric.met for metric in metrics) else 1


async def _judge(
    options: argparse.Namespace, ladders: Sequence[Ladder], basic: Sequence[ScoredLadder]
) -> None:
    async with _judging(options) as (name, judge, rubrics):
        judged = await _scored(ladders, judge)
    _show(name, judged, JUDGE)
    earned = earned_dimensions(judged, basic, _judged_dimensions())
    _say(f"\n{name} beats the rules in: {', '.join(sorted(earned)) or 'nothing'}")
    if options.questions is None:
        hashed = judging_hash(rubrics())
        write_earned(options.earned, Earned(name, hashed, frozenset(earned)))


async def _judge_levels(options: argparse.Namespace, ladders: Sequence[Ladder]) -> None:
    """Compare judge and rules on the written levels alone."""
    written = [
        replace(ladder, answers={name: ladder.answers[name] for name in ORDER})
        for ladder in ladders
    ]
    basic = await _scored(written, OfflineAssessor(utc_now), {})
    async with _judging(options) as (name, judge, _):
        judged = await _scored(written, judge, {})
    for who, scored in (("rules", basic), (name, judged)):
        _show(f"{who}, levels alone", scored, LEVELS_ALONE)
        _show_answers(scored)


@asynccontextmanager
async def _judging(
    options: argparse.Namespace,
) -> AsyncIterator[tuple[str, JudgeAssessor, Callable[[], Rubrics]]]:
    """Yield the configured model's name, a judge that asks it for everything, and its rubrics."""
    settings = load_settings()
    rubrics = partial(load_rubrics, settings.rubrics_dir)
    async with aclosing(_model(settings, options.timeout)) as model:
        judge = JudgeAssessor(
            model,
            utc_now,
            earned=_judged_dimensions(),
            rubrics=rubrics,
            samples=options.samples,
            concurrency=options.concurrency,
            timeout_seconds=options.timeout,
        )
        yield model.name, judge, rubrics


def _judged_dimensions() -> list[str]:
    return [d.name for d in load_rubric().dimensions if not d.computed]


def _addressed(ladder: Ladder, *, one_per_style: bool = False) -> Ladder:
    """Return a ladder with the weak answer's attacked and harmless variants."""
    weak = ladder.answers["weak"]
    more = attacked(weak, one_per_style=one_per_style) | ({} if one_per_style else harmless(weak))
    return replace(ladder, answers=ladder.answers | more)


def _model(settings: Settings, timeout_seconds: float) -> LangChainModel:
    model = build_model(settings, replace(JUDGING, request_seconds=timeout_seconds))
    if model is None:
        raise SettingsError("--judge needs LLM_BASE_URL and LLM_MODEL, or GROQ_API_KEY")
    return model


async def _scored(
    ladders: Sequence[Ladder],
    assessor: Assessor,
    deliveries: Mapping[str, Delivery] = DELIVERIES,
) -> list[ScoredLadder]:
    rubric = load_rubric()
    return [await score_ladder(ladder, assessor, rubric, deliveries) for ladder in ladders]


def _show_assertions(rows: Sequence[Row]) -> None:
    _say("\n| what asserts nothing, behind a weak answer | mean gain | worst | questions |")
    _say("|---|---:|---:|---:|")
    for row in rows:
        _say(f"| {row.name} | {row.mean:.2f} | {row.worst:.1f} | {row.items} |")


def _show(
    name: str,
    ladders: Sequence[ScoredLadder],
    lines: Sequence[tuple[str, Measure, float, bool]],
) -> tuple[Metric, ...]:
    metrics = table(ladders, lines)
    _say(f"\n| {name}, {len(ladders)} questions | reached | 95 % | target | |")
    _say("|---|---|---|---|---|")
    for metric in metrics:
        cells = (
            metric.name,
            f"{metric.reached:.2f}",
            f"{metric.low:.2f} to {metric.high:.2f}",
            f"{'≥' if metric.at_least else '≤'} {metric.target:g}",
            "yes" if metric.met else "no",
        )
        _say(f"| {' | '.join(cells)} |")
    return metrics


def _show_answers(ladders: Sequence[ScoredLadder]) -> None:
    """Print the content score of the written answers and some of what is made from them."""
    _say(" " * 44 + " ".join(name[:9].rjust(9) for name in SHOWN))
    for scored in ladders:
        numbers = " ".join(
            f"{scored.content(name):9.1f}" if name in scored.scores else " " * 9 for name in SHOWN
        )
        _say(f"{scored.ladder.question.id:44}{numbers}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.validate", description=__doc__)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--answers", action="store_true", help="the content score of each answer")
    what.add_argument("--locked", action="store_true", help="the ladders kept from tuning")
    parser.add_argument("--judge", action="store_true", help="measure the configured model too")
    parser.add_argument("--samples", type=int, default=3, choices=(1, 3, 5))
    parser.add_argument(
        "--levels", action="store_true", help="a judge on the written levels alone; earns nothing"
    )
    parser.add_argument("--concurrency", type=int, default=4, help="calls to a judge at a time")
    parser.add_argument("--questions", type=int, help="only so many; then nothing is earned")
    parser.add_argument("--timeout", type=float, default=90.0, help="seconds for a judge's reply")
    parser.add_argument("--earned", type=Path, default=EARNED_FILE)
    return parser.parse_args()


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
