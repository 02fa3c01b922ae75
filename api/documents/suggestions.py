"""What is proposed of a resume: read by the rules at once, by a model where one is configured.

A model takes seconds, and an upload is answered within one: where the model is not done by then the
rules' reading is given, and the model's can be asked for a moment later.
"""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from api.documents.model_reading import ModelReading
from api.documents.resume_fields import ResumeFields, resume_fields

AT_ONCE_SECONDS: Final = 0.6
"""So long an upload waits for the model."""
KEPT: Final = 64
"""So many readings are remembered, for whoever asks again."""
READINGS: Final = 4
"""So many resumes a model reads at the same time."""


class ReadBy(StrEnum):
    """Who has read the fields that are proposed."""

    RULES = "rules"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Suggested:
    """Fields to be confirmed. `reading` tells that a model is still at it."""

    fields: ResumeFields
    read_by: ReadBy = ReadBy.RULES
    reading: bool = False


class ResumeSuggestions:
    """Proposes fields; each text is given to the model once, however often somebody asks."""

    def __init__(
        self, model: ModelReading | None = None, at_once_seconds: float = AT_ONCE_SECONDS
    ) -> None:
        self._model = model
        self._at_once_seconds = at_once_seconds
        self._turn = asyncio.Semaphore(READINGS)
        self._readings: OrderedDict[tuple[int, str], asyncio.Task[ResumeFields | None]] = (
            OrderedDict()
        )

    async def at_once(self, user_id: int, text: str, today: date) -> Suggested:
        """Return what is known of a user's resume by now; never fails for want of the model."""
        return await self._within(self._at_once_seconds, user_id, text, today)

    async def whole(self, user_id: int, text: str, today: date) -> Suggested:
        """Return the model's reading, the rules' where there is none; takes as long as it takes."""
        return await self._within(None, user_id, text, today)

    async def aclose(self) -> None:
        """End what still reads."""
        for task in self._readings.values():
            task.cancel()
        await asyncio.gather(*self._readings.values(), return_exceptions=True)

    async def _within(
        self, seconds: float | None, user_id: int, text: str, today: date
    ) -> Suggested:
        reading = self._reading(self._model, user_id, text, today) if self._model else None
        by_rules = await asyncio.to_thread(resume_fields, text, today)
        if reading is None:
            return Suggested(by_rules)
        await asyncio.wait([reading], timeout=seconds)
        if not reading.done():
            return Suggested(by_rules, reading=True)
        found = reading.result()
        return Suggested(combined(found, by_rules), ReadBy.MODEL) if found else Suggested(by_rules)

    def _reading(
        self, model: ModelReading, user_id: int, text: str, today: date
    ) -> asyncio.Task[ResumeFields | None]:
        key = (user_id, text)
        known = self._readings.get(key)
        # what failed is tried again
        if known is None or (known.done() and (known.cancelled() or known.result() is None)):
            known = self._readings[key] = asyncio.create_task(self._read(model, text, today))
        self._readings.move_to_end(key)
        while len(self._readings) > KEPT:
            self._readings.popitem(last=False)[1].cancel()
        return known

    async def _read(self, model: ModelReading, text: str, today: date) -> ResumeFields | None:
        async with self._turn:
            return await model.read(text, today)


def combined(model: ResumeFields, rules: ResumeFields) -> ResumeFields:
    """Return the model's fields, and the rules' where it found none that stands in the text.

    Role and employer are of one position: both are the model's or both the rules', and so are the
    years and the periods they are counted from.
    """
    pairs = (
        ("current_role", "current_company"),
        ("years_of_experience", "periods"),
        ("technical_skills",),
        ("soft_skills",),
        ("education",),
        ("certifications",),
        ("bio",),
    )
    chosen = {
        name: getattr(model if getattr(model, names[0]) else rules, name)
        for names in pairs
        for name in names
    }
    role = str(chosen["current_role"] or "").lower()
    if not chosen["current_company"] and role == (rules.current_role or "").lower():
        chosen["current_company"] = rules.current_company
    lines = {
        name: line
        for name, value in chosen.items()
        for fields in (rules, model)
        if value and getattr(fields, name) == value and (line := fields.read_from.get(name))
    }
    return replace(model, **chosen, read_from=lines)
