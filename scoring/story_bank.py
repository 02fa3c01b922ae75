"""The stories a candidate has told in their interviews, each in its best version."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.assessment import Assessment, Evidence
from language.en.stories.star import ResponseType, mark_star
from language.en.text.vocabulary import COMMON_STEMS, content_stems
from scoring.dimensions.star import STAR
from scoring.tuned import ASSESSING


@dataclass(frozen=True, slots=True)
class ToldStory:
    """One event as it was told best.

    `question` is what it answered, `score` (0-100) that answer's own, `quotes` what carries it.
    `told` counts how often it was told, this time included.
    """

    session_id: int
    question_number: int
    question: str
    competency: str
    score: float
    text: str
    quotes: tuple[Evidence, ...]
    told: int = 1


def story_bank(assessments: Sequence[Assessment], said: Mapping[int, str]) -> tuple[ToldStory, ...]:
    """Return the stories of assessed interviews, the best first.

    `said` are the words of the candidate's turns by interaction id. A story is an answer that told
    one event (not an opinion or what somebody would do); of its tellings the highest score stays,
    among equals the first of `assessments`.
    """
    tellings = [story for one in assessments for story in _told(one, said)]
    kept: list[tuple[ToldStory, frozenset[str]]] = []
    for story in sorted(tellings, key=lambda story: -story.score):
        stems = content_stems(story.text) - COMMON_STEMS
        place = next((i for i, (_, known) in enumerate(kept) if _same(known, stems)), None)
        if place is None:
            kept.append((story, stems))
        else:
            best, known = kept[place]
            kept[place] = (_once_more(best), known)
    return tuple(story for story, _ in kept)


def _told(assessment: Assessment, said: Mapping[int, str]) -> Iterator[ToldStory]:
    evidence = [e for d in assessment.dimensions if d.name == STAR.name for e in d.evidence]
    for outcome in assessment.questions:
        text = " ".join(said[turn] for turn in outcome.interaction_ids if turn in said)
        if outcome.score is None or mark_star(text).response_type is not ResponseType.STORY:
            continue
        yield ToldStory(
            session_id=assessment.session_id,
            question_number=outcome.number,
            question=outcome.question,
            competency=outcome.competency,
            score=outcome.score,
            text=text,
            quotes=tuple(
                quote
                for quote in evidence
                if quote.question_number == outcome.number and quote.supports
            ),
        )


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter = min(len(one), len(other))
    return shorter > 0 and len(one & other) >= ASSESSING.same_story * shorter


def _once_more(story: ToldStory) -> ToldStory:
    return replace(story, told=story.told + 1)
