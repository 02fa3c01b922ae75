"""One question to the coach: find the material, let a model word it, or show it as it is."""

import json
import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Final

from api.chat.tuned import COACHING
from api.chat.wording import Texts
from api.knowledge.passages import interview_passages
from api.services import Services
from core.errors import ProviderUnavailableError
from core.knowledge import Found
from llm.in_time import in_time

logger = logging.getLogger(__name__)

MODEL_SECONDS: Final = 30.0


@dataclass(frozen=True, slots=True)
class Source:
    """A passage the answer rests on; `similarity` is null for what belongs to a named interview."""

    text: str
    source: str
    similarity: float | None


@dataclass(frozen=True, slots=True)
class Coached:
    """The whole answer."""

    response: str
    sources: tuple[Source, ...]
    by_model: bool
    notes: tuple[str, ...] = ()


class Coaching:
    """Answers one question; `result` is there after the last token."""

    def __init__(
        self, services: Services, user_id: int, message: str, session_id: int | None
    ) -> None:
        self._services = services
        self._user_id = user_id
        self._message = message
        self._session_id = session_id
        self._texts = Texts.load()
        self.result: Coached | None = None

    async def tokens(self) -> AsyncIterator[str]:
        """Yield the answer piece by piece.

        Raises `NotFoundError` for somebody else's session, and `UnavailableError` when the
        material cannot be searched.
        """
        # asked first: what was made findable since then is found
        pending = await self._pending()
        sources = await self._sources()
        model = self._services.chat_model
        behind = (self._texts.still_reading,) if pending else ()
        if pending and not sources:
            self.result = Coached(self._texts.still_reading, sources, by_model=False)
            yield self._texts.still_reading
            return
        if model is None:
            note = self._texts.without_model
        else:
            said: list[str] = []
            try:
                prompt = self._texts.question.fill(
                    material=_as_data(sources), question=_escaped(self._message)
                )
                words = model.words(self._texts.system, prompt, self._session_id)
                async for text in in_time(words, MODEL_SECONDS):
                    said.append(text)
                    yield text
            except (ProviderUnavailableError, TimeoutError):
                logger.warning("chat.model_away")
            else:
                if answer := "".join(said).strip():
                    self.result = Coached(answer, sources, by_model=True, notes=behind)
                    return
            note = self._texts.model_away
        answer = self._texts.from_material(sources)
        self.result = Coached(answer, sources, by_model=False, notes=(note, *behind))
        yield answer

    async def run(self) -> Coached:
        """Run to the end and return the answer."""
        async for _ in self.tokens():
            pass
        assert self.result is not None, "the answer is complete"
        return self.result

    async def _pending(self) -> bool:
        async with self._services.database.unit_of_work() as uow:
            return await uow.due_indexes.is_due(self._user_id)

    async def _sources(self) -> tuple[Source, ...]:
        found = await self._services.knowledge.search(
            self._user_id, self._message, COACHING.candidates
        )
        near = [each for each in found if each.similarity >= COACHING.least_similarity]
        if self._session_id is None:
            return tuple(_source(each) for each in near[: COACHING.passages])
        own = await self._of_session(self._session_id)
        nearest = {each.text: _source(each) for each in near if each.text in own}
        return tuple((nearest | {t: s for t, s in own.items() if t not in nearest}).values())[
            : COACHING.passages
        ]

    async def _of_session(self, session_id: int) -> dict[str, Source]:
        """Return what is known of one interview, the assessment's words first."""
        async with self._services.database.unit_of_work() as uow:
            session = await uow.sessions.get_for_user(session_id, self._user_id)
            history = await uow.interactions.list(session.id)
            assessment = await uow.assessments.latest(session.id)
        passages = interview_passages(session, history, assessment)
        return {p.text: Source(p.text, p.source, None) for p in reversed(passages)}


def _source(found: Found) -> Source:
    return Source(found.text, found.source, found.similarity)


def _as_data(sources: Sequence[Source]) -> str:
    return "\n".join(_escaped({"source": each.source, "text": each.text}) for each in sources)


def _escaped(value: object) -> str:
    """Return JSON that cannot end the block it stands in."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
