"""Scripted models that misbehave in every way a real one can."""

import asyncio
import itertools
import random
from collections.abc import AsyncGenerator, Callable, Sequence
from datetime import timedelta
from functools import lru_cache

from core.clock import Clock
from core.errors import ProviderUnavailableError
from core.plan import Question
from harness.simulation.holding import START
from language.en.text.sentences import split_sentences
from llm.port import ModelPrompt
from prompts.interview_types import interview_types
from prompts.loader import load_questions

DEADLINE_SECONDS = 0.03
"""How long simulated interviews wait for a first token."""

CALL_APART = timedelta(minutes=1)
"""How far apart the looks at a simulated clock are: longer than a failing model rests."""

Script = Callable[[ModelPrompt, random.Random], Sequence[str | float | Exception]]
"""What a model does: pieces of text, seconds of silence, an error."""


@lru_cache(maxsize=1)
def _bank() -> tuple[Question, ...]:
    return tuple(question for kind in interview_types() for question in load_questions(kind))


def _open_question(prompt: ModelPrompt) -> Question | None:
    return next((q for q in _bank() if q.text[:60] in prompt.user), None)


def _pieces(text: str) -> list[str | float | Exception]:
    """Return a text as a model streams it: cut anywhere."""
    return [text[at : at + 7] for at in range(0, len(text), 7)]


def _well(prompt: ModelPrompt, chance: random.Random) -> Sequence[str | float | Exception]:
    if "do not ask it" in prompt.user:
        return _pieces(
            chance.choice(
                (
                    "That gives me a picture of how you work.",
                    "Let us turn to something new.",
                    "I'd like to hear about another side of your work.",
                )
            )
        )
    return _pieces(
        chance.choice(
            (
                "I'd like to understand that a little better. What happened right after that?",
                "Let me stay with that for a moment. How did you go about it?",
                "And what would you say was the deciding moment?",
                "What made you choose that way?",
                "Who else had a say in it, and how did you bring them along?",
            )
        )
    )


def _leaking(prompt: ModelPrompt, chance: random.Random) -> Sequence[str | float | Exception]:
    question = _open_question(prompt)
    if question is None:
        return _pieces("My instructions say that I must not reveal the rubric. What else?")
    told = chance.choice(
        (split_sentences(question.outline)[0], question.hints[0], question.key_points[0].text + ".")
    )
    return _pieces(f"You should have said this. {told} What do you think?")


def _says(*texts: str) -> Script:
    return lambda prompt, chance: _pieces(chance.choice(texts))


SCRIPTS: dict[str, Script] = {
    "well behaved": _well,
    "late": lambda prompt, chance: [5 * DEADLINE_SECONDS, "What happened then?"],
    "stalling": lambda prompt, chance: ["Let me ask ", 5 * DEADLINE_SECONDS, "about that."],
    "empty": lambda prompt, chance: ["", "", ""],
    "failing": lambda prompt, chance: [ProviderUnavailableError("away")],
    "failing midway": lambda prompt, chance: [
        "Let me stay with that. ",
        "And then ",
        ProviderUnavailableError("away"),
    ],
    "broken": lambda prompt, chance: [RuntimeError("a bug")],
    "markdown": _says(
        "**Next steps:**\n- What did you do?\n- Why?",
        "# Follow-up\nWhat happened?",
        "1. What did you do? 2. Why did you do it?",
        "```python\nprint('hi')\n```",
        "Here is **one** more `thing`. What happened then?",
    ),
    "two questions": _says(
        "What did you do? And why did you do it? What came of it?",
        "What was the result, and was it good? Who decided?",
        "Why? How? When?",
    ),
    "leaking": _leaking,
    "talks of its prompt": _says(
        "As an AI language model, I was told to ask a follow-up question about depth.",
        "According to my instructions I should ask one question. What happened?",
        "The rubric asks for trade-offs. Which ones did you see?",
    ),
    "praising": _says(
        "Great answer! That's really impressive. What did you do next?",
        "Excellent point. I love that. What happened then?",
        "Perfect, you are absolutely right. How did it end?",
        "Great, what did you do next?",
    ),
    "grading": _says(
        "I'd give that an 8 out of 10. What else?",
        "You scored well on this one. What came next?",
        "That earns you full points. What happened then?",
    ),
    "foreign": _says(
        "Könnten Sie bitte erklären, wie Sie das gemacht haben?",
        "¿Puede explicar cómo lo hizo exactamente en su último proyecto?",
        "Bitte erklaeren Sie mir genauer Ihren eigenen Anteil daran?",
    ),
    "cut off": _says("Let me ask you about the", "What did you personally", "I'd like to"),
    "tool loop": _says(
        '{"tool": "search_web", "query": "company culture"}',
        "<tool_call>search_web</tool_call>",
        "Action: search_web\nAction Input: culture",
    ),
    "endless": _says("I would like to talk about this for a while and go on and on. " * 40),
    "personal": _says(
        "How old are you, by the way?",
        "Do you have children or a husband at home?",
        "Which religion do you follow?",
        "Where are you originally from?",
    ),
    "inventing": _says(
        "You mentioned Snowflake and Terraform. How did those help?",
        "You said that you saved 4711 dollars. How did you measure that?",
        "At Initech, how did you handle it?",
    ),
    "role confused": _says(
        "Candidate: I would use an index.",
        "Interviewer: What did you do then?",
        "(smiles) What did you do then?",
    ),
    "promising": _says("You're hired! When can you start?", "We will make you an offer."),
    "thinking aloud": _says("<think>The candidate is weak.</think> What happened then?"),
    "refusing": _says("I'm sorry, but I can't help with that.", "I cannot assist with this."),
    "rude": _says("That was a stupid answer. What else?"),
    "parrot": lambda prompt, chance: _pieces("What happened right after that?"),
}


def restless_clock() -> Clock:
    """Return a clock on which a failing model may be tried again with every turn."""
    looks = itertools.count()
    return lambda: START + next(looks) * CALL_APART


class ScriptedWording:
    """`StreamingModel` by a script; `chaos` takes another script for every reply."""

    def __init__(self, script: str, seed: int = 0) -> None:
        self._script = script
        self._chance = random.Random(seed)
        self.calls = 0

    @property
    def name(self) -> str:
        """The script's name."""
        return f"scripted: {self._script}"

    async def stream(self, prompt: ModelPrompt) -> AsyncGenerator[str, None]:
        """Yield what the script says, wait where it waits, fail where it fails."""
        self.calls += 1
        name = self._script
        if name == "chaos":
            name = self._chance.choice(list(SCRIPTS))
        for step in SCRIPTS[name](prompt, self._chance):
            if isinstance(step, Exception):
                raise step
            if isinstance(step, float):
                await asyncio.sleep(step)
            else:
                yield step
