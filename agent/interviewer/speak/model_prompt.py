"""What a model is asked. It never sees rubric, key points, hints or questions still to come."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from agent.interviewer.speak.utterance import Utterance, as_data
from agent.interviewer.wordings.reasons import MANNERS
from core.errors import PromptError
from core.move import MoveKind
from core.turn import Role
from language.doubted import without_doubted
from llm.port import ModelPrompt
from prompts.loader import Prompt, load_prompt, load_yaml

HISTORY_TURNS: Final = 6
TURN_CHARACTERS: Final = 600
ANSWER_CHARACTERS: Final = 2500

_PATH = "interviewer/tasks.yaml"
_TASK_PLACEHOLDERS = frozenset(
    ["topic", "aspect", "anchor", "probe", "claim", "open", "tail", "why"]
)


@dataclass(frozen=True, slots=True)
class PromptWriter:
    """Writes the prompt of one utterance from the authored parts."""

    system: Prompt
    turn: Prompt
    tasks: Mapping[MoveKind, Prompt]

    def writes_for(self, utterance: Utterance) -> bool:
        """Return whether a model words this move at all.

        What must be exact, short or safe is authored: hints, repetitions, refusals, the close.
        """
        return MANNERS[utterance.move.reason].by_model and utterance.move.kind in self.tasks

    def write(self, utterance: Utterance) -> ModelPrompt:
        """Return the instructions and the message for an utterance."""
        values = dict(utterance.values) | {
            "aspect": str(utterance.move.aspect or "").replace("_", " "),
            "why": MANNERS[utterance.move.reason].told_model,
        }
        values["anchor"] = f'"{values["anchor"]}"' if values.get("anchor") else "none"
        task = self.tasks[utterance.move.kind]
        filled = task.fill(**{name: values.get(name, "") for name in task.placeholders})
        lead_in = (
            f'You have just said "{utterance.lead_in}" already: go on from there, '
            "do not greet or acknowledge again."
            if utterance.lead_in
            else "Begin directly."
        )
        return ModelPrompt(
            system=self.system.fill(sentence_limit=utterance.budget),
            user=self.turn.fill(task=filled, lead_in=lead_in, data=as_data(_data(utterance))),
        )


def load_prompt_writer() -> PromptWriter:
    """Return the writer; raises `PromptError` when an authored part is missing or wrong."""
    content = load_yaml(_PATH)
    if not isinstance(content, dict) or not content:
        raise PromptError(f"prompts/{_PATH}: must map moves to tasks")
    if unknown := content.keys() - {str(kind) for kind in MoveKind}:
        raise PromptError(f"prompts/{_PATH}: unknown moves {', '.join(sorted(unknown))}")
    tasks = {
        MoveKind(name): Prompt(f"interviewer/tasks.yaml#{name}", str(text))
        for name, text in content.items()
    }
    for prompt in tasks.values():
        if foreign := prompt.placeholders - _TASK_PLACEHOLDERS:
            raise PromptError(f"prompts/{prompt.name}: unknown {', '.join(sorted(foreign))}")
    return PromptWriter(load_prompt("interviewer/system"), load_prompt("interviewer/turn"), tasks)


def _data(utterance: Utterance) -> dict[str, object]:
    request = utterance.session.request
    turns = [
        {
            "who": "candidate" if turn.role is Role.USER else "interviewer",
            "said": without_doubted(turn.content, turn.doubted)[:TURN_CHARACTERS],
        }
        for turn in utterance.history[-HISTORY_TURNS:]
    ]
    data: dict[str, object] = {
        "role": request.role_context,
        "company": request.company_context,
        "open question": utterance.position.open_text,
        "talk so far": turns,
        "candidate's last words": utterance.said[:ANSWER_CHARACTERS],
    }
    if utterance.move.kind is MoveKind.ANSWER_QUESTION:
        data["role notes"] = utterance.seen.note or ""
    if utterance.passages:
        data["from the candidate's own material"] = [
            {"source": passage.source, "text": passage.text[:TURN_CHARACTERS]}
            for passage in utterance.passages
        ]
    return {name: value for name, value in data.items() if value}
