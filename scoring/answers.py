"""The turn log as answers: which turns answer which planned question, and what was not answered.

The first answer and the answers to its follow-ups are one answer. Turns that only ask for
something ("can you repeat that?") are no answers; the interviewer's next move tells.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.move import MoveKind
from core.plan import InterviewPlan, Question, QuestionKind
from core.turn import Interaction, Role
from language.en.answers.refusals import asks_for_something, is_refusal
from language.en.text.tokens import clean, words
from scoring.tuned import ASSESSING

_REQUEST_MOVES = frozenset(
    {MoveKind.REPEAT, MoveKind.REPHRASE, MoveKind.GIVE_TIME, MoveKind.ANSWER_QUESTION}
)
_CLOSING_MOVES = frozenset({MoveKind.WRAP_UP, MoveKind.CLOSE})


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything said to one planned question; no `parts` means it was asked and met silence.

    `set_aside` are turns to this question that only asked for something or refused it.
    """

    question_number: int
    question: Question | None
    parts: tuple[Interaction, ...] = ()
    set_aside: tuple[Interaction, ...] = ()
    asked_with: str = ""
    text: str = field(init=False, default="")

    def __post_init__(self) -> None:
        joined = " ".join(_closed(clean(part.content)) for part in self.parts)
        object.__setattr__(self, "text", joined.strip())

    @property
    def kind(self) -> QuestionKind | None:
        """What the question invites; null where the plan does not hold it."""
        return self.question.kind if self.question else None

    @property
    def answered(self) -> bool:
        """Whether anything was said that is more than a refusal."""
        return bool(self.parts) and not is_refusal(self.text)


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of an interview in the order of their questions.

    `left_open` counts questions that were asked when the interview ended, with no turn after them:
    there was no opportunity to answer. `after_questions` are the candidate's turns that answer no
    planned question because none was open; with the answers' parts and the turns set aside they are
    every turn of the candidate that says anything.
    """

    answers: tuple[Answer, ...]
    left_open: int = 0
    after_questions: tuple[Interaction, ...] = ()

    @property
    def set_aside_count(self) -> int:
        """How many turns only asked for something, or refused, and are no part of an answer."""
        return sum(len(answer.set_aside) for answer in self.answers)

    @property
    def answered_count(self) -> int:
        """How many questions got an answer that is more than a refusal."""
        return sum(answer.answered for answer in self.answers)


def collect_answers(history: Sequence[Interaction], plan: InterviewPlan) -> Answers:
    """Return the answers of a turn log."""
    asked: dict[int, tuple[str | None, str]] = {}
    parts: dict[int, list[Interaction]] = {}
    aside: dict[int, list[Interaction]] = {}
    followed: set[int] = set()
    after: list[Interaction] = []
    current, closing = 0, False
    for at, interaction in enumerate(history):
        if interaction.role is Role.ASSISTANT:
            move = interaction.move
            number = move.question_number if move else interaction.question_number
            closing = move is not None and move.kind in _CLOSING_MOVES
            followed.update(n for n in asked if n == current)
            if number > 0 and not closing:
                question_id = (move.question_id if move else None) or interaction.question_id
                asked.setdefault(number, (question_id, interaction.content))
                current = number
            continue
        number = interaction.question_number or current
        if not words(clean(interaction.content)):
            continue
        if number <= 0 or closing:
            after.append(interaction)
            continue
        asked.setdefault(number, (interaction.question_id, ""))
        target = aside if _only_asks(interaction, _next_move(history, at)) else parts
        target.setdefault(number, []).append(interaction)
    answers = [
        Answer(
            number,
            _question(plan, number, question_id),
            tuple(parts.get(number, ())),
            tuple(aside.get(number, ())),
            asked_with,
        )
        for number, (question_id, asked_with) in sorted(asked.items())
    ]
    kept = tuple(a for a in answers if a.parts or a.set_aside or a.question_number in followed)
    return Answers(kept, left_open=len(answers) - len(kept), after_questions=tuple(after))


def _next_move(history: Sequence[Interaction], at: int) -> MoveKind | None:
    following = next((i for i in history[at + 1 :] if i.role is Role.ASSISTANT), None)
    return following.move.kind if following and following.move else None


def _only_asks(interaction: Interaction, next_move: MoveKind | None) -> bool:
    """Return whether a turn asks for something instead of answering."""
    said = words(clean(interaction.content))
    asks = asks_for_something(" ".join(said))
    if next_move is MoveKind.HINT:
        return is_refusal(interaction.content) or (asks and len(said) <= ASSESSING.short_words)
    if next_move in _REQUEST_MOVES:
        return len(said) <= ASSESSING.short_words or (asks and len(said) <= ASSESSING.request_words)
    return False


def _question(plan: InterviewPlan, number: int, question_id: str | None) -> Question | None:
    if question_id is not None:
        return next((q for q in plan.questions if q.id == question_id), None)
    return plan.questions[number - 1] if number <= len(plan.questions) else None


def _closed(text: str) -> str:
    """Return a part that ends its last sentence, so that joined parts stay sentences."""
    return text if not text or text[-1] in ".!?…" else f"{text}."
