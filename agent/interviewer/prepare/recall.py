"""Passages gathered before the talk that touch what is being talked about. In memory, pure."""

from collections.abc import Sequence

from agent.interviewer.prepare.tuned import PLANS
from core.plan import Passage, Question
from language.en.text.vocabulary import content_stems


def recall(
    passages: Sequence[Passage], question: Question | None, said: str
) -> tuple[Passage, ...]:
    """Return the passages closest to the open question and the last words, best first."""
    if not passages:
        return ()
    wanted = content_stems(f"{question.text if question else ''} {said}")
    return closest(passages, wanted, PLANS.recalled_passages, PLANS.shared_stems)


def closest(
    passages: Sequence[Passage], wanted: frozenset[str], limit: int, at_least: int
) -> tuple[Passage, ...]:
    """Return the passages that share most stems with what is wanted, best first.

    At most `limit`; one that shares fewer than `at_least` is none.
    """
    ranked = sorted(
        (
            (len(wanted & content_stems(passage.text)), -place)
            for place, passage in enumerate(passages)
        ),
        reverse=True,
    )
    return tuple(passages[-place] for shared, place in ranked[:limit] if shared >= at_least)
