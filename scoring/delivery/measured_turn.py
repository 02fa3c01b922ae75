"""A candidate's turn with its measures, whether it was spoken or written."""

from dataclasses import replace

from core.plan import QuestionKind
from core.turn import Interaction
from language.port import SpeechLanguage
from scoring.delivery.turn_delivery import measure_turn


def measured(
    turn: Interaction,
    language: SpeechLanguage,
    kind: QuestionKind | None,
    question_ended_seconds: float | None = None,
) -> Interaction:
    """Return the turn with its delivery measures and the reasons for those that are null.

    `language` is the interview's, `kind` what the open question invites, `question_ended_seconds`
    when it was asked to the end.
    """
    delivery = measure_turn(
        turn, language, kind=kind, question_ended_seconds=question_ended_seconds
    )
    return replace(
        turn,
        delivery=delivery,
        response_time_seconds=delivery.response_time_seconds,
        not_measured=dict(delivery.not_measured),
    )
