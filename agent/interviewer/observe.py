"""One utterance as code sees it: intent, what of the question it answers, what is worth probing."""

import re
from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from agent.interviewer.anchors import find_anchors
from agent.interviewer.contradiction import find_contradiction
from agent.interviewer.intents import FLAGGED_ANSWER_WORDS, Intents
from agent.interviewer.observation import Anchors, Intent, Observation
from agent.interviewer.sentences import split_sentences
from core.plan import Claim, Question
from scoring.actions import past_actions
from scoring.key_points import hit_key_points
from scoring.lexicon import STOP_WORDS, listed
from scoring.star import mark_star
from scoring.tokens import stem, words

OFF_TOPIC_STEMS = 6
"""With fewer words of its own than this nothing is off-topic: vague is not beside the point."""
ECHO_SHARE = 0.8
"""Share of an utterance's content stems found in the question that makes it an echo of it."""
TEXTS_REMEMBERED = 2048
UTTERANCES_REMEMBERED = 512

_PRONOUNCEABLE = re.compile(r"[aeiouy]", re.IGNORECASE)
_MASHED = re.compile(r"[bcdfghjklmnpqrstvwxz]{6,}|(.)\1{3,}", re.IGNORECASE)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w+#.]+")
_FIGURE = re.compile(r"\d")
_WE = listed("we our us ours ourselves")
_COMMON = STOP_WORDS | listed(
    """
    not no yes think know make made work worked use used get got go went need want say said see
    time people thing things way good new first last would use after before when where how why
    using because without between during then lot better bad much many always never usually
    different important tried try help helped hard easy difficult able find found look looked
    started start end generally follow best practice practices sure everything fine kind sort
    somehow quite challenging situation approach example right balance really believe feel
    """
)
_COMMON_STEMS = frozenset(stem(word) for word in _COMMON)
_WORKING_LIFE = frozenset(
    stem(word)
    for word in listed(
        """
        work job project team company customer client user product code system service data
        database server manager colleague engineer developer design build test deploy release bug
        problem solution decision plan goal deadline meeting feedback process experience role
        responsibility career skill learn lead report result improve measure cost revenue market
        business requirement feature review support training document budget stakeholder sprint
        ticket incident software application performance quality risk priority conflict quarter
        strategy growth price profit sales competitor cache queue network memory api request
        latency traffic scale storage index query table algorithm function class model metric
        monitor alert log backup cluster partition replica consistency transaction schema
        """
    )
)


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """The question an utterance answers, with the words that belong to it."""

    question: Question
    vocabulary: frozenset[str]
    asked: frozenset[str]

    @staticmethod
    def of(question: Question) -> "OpenQuestion":
        """Return the question with its vocabulary as stems."""
        parts = [
            question.text,
            question.competency,
            question.outline,
            *question.hints,
            *question.misconceptions,
            *question.probes.values(),
            *(point.text for point in question.key_points),
            *(phrasing for point in question.key_points for phrasing in point.phrasings),
        ]
        return OpenQuestion(question, content_stems(" ".join(parts)), content_stems(question.text))


@lru_cache(maxsize=TEXTS_REMEMBERED)
def content_stems(text: str) -> frozenset[str]:
    """Return the stems of a text's words that carry content."""
    return frozenset(stem(word) for word in words(text) if word not in STOP_WORDS)


class Observer:
    """Observes utterances. What it remembers of earlier ones only saves doing the same again."""

    def __init__(self, intents: Intents) -> None:
        self._intents = intents
        self._remembered: OrderedDict[Hashable, Observation] = OrderedDict()

    def observe(
        self,
        utterance: str,
        question: Question | None,
        *,
        last_asked: str = "",
        claims: Sequence[Claim] = (),
        known: frozenset[str] = frozenset(),
    ) -> Observation:
        """Return what code can tell about an utterance.

        `last_asked` is what the interviewer said last, `known` the stems of role, company and
        profile, which are no sign of being off-topic.
        """
        if not utterance.strip():
            return Observation(Intent.NOTHING)
        asked = (question.id, question.text) if question else None
        key = (utterance, asked, last_asked, tuple(claims), known)
        if key not in self._remembered:
            self._remembered[key] = self._observe(utterance, question, last_asked, claims, known)
            if len(self._remembered) > UTTERANCES_REMEMBERED:
                self._remembered.popitem(last=False)
        return self._remembered[key]

    def _observe(
        self,
        utterance: str,
        question: Question | None,
        last_asked: str,
        claims: Sequence[Claim],
        known: frozenset[str],
    ) -> Observation:
        spoken = words(utterance)
        open_question = OpenQuestion.of(question) if question else None
        intent = self._intent(utterance, spoken, open_question, last_asked, known)
        if intent is not Intent.ANSWER or open_question is None:
            return Observation(intent, word_count=len(spoken))
        marks = mark_star(utterance)
        actions = past_actions(utterance)
        own = sum(action.subject == "i" for action in actions)
        return Observation(
            intent,
            word_count=len(spoken),
            key_points=hit_key_points(utterance, open_question.question.key_points),
            situation=marks.situation.mark,
            task=marks.task.mark,
            action=marks.action.mark,
            result=marks.result.mark,
            specifics=own + len(_NAME.findall(utterance)) + len(_FIGURE.findall(utterance)),
            we_only=not own and sum(word in _WE for word in spoken) >= 2,
            flagged=self._intents.attempts_injection(utterance),
            anchors=find_anchors(utterance) if len(spoken) >= 5 else Anchors(),
            contradiction=find_contradiction(utterance, claims),
        )

    def _intent(
        self,
        utterance: str,
        spoken: Sequence[str],
        open_question: OpenQuestion | None,
        last_asked: str,
        known: frozenset[str],
    ) -> Intent:
        if request := self._intents.request_in(utterance):
            return request
        if _unintelligible(utterance, spoken, open_question, known):
            return Intent.UNINTELLIGIBLE
        stems = content_stems(utterance)
        if _echoes(spoken, stems, content_stems(last_asked), open_question):
            return Intent.ECHO
        expected = known | (open_question.vocabulary if open_question else frozenset())
        familiar = stems & expected
        if len(spoken) < FLAGGED_ANSWER_WORDS and self._only_asks(utterance):
            return Intent.ASK_SCOPE if familiar else Intent.ASK_ROLE
        own = stems - familiar - _COMMON_STEMS
        if len(own) >= OFF_TOPIC_STEMS and not familiar and not stems & _WORKING_LIFE:
            return Intent.OFF_TOPIC
        return Intent.ANSWER

    def _only_asks(self, utterance: str) -> bool:
        sentences = split_sentences(utterance)
        return bool(sentences) and all("?" in sentence for sentence in sentences)


def _unintelligible(
    utterance: str,
    spoken: Sequence[str],
    open_question: OpenQuestion | None,
    known: frozenset[str],
) -> bool:
    if not spoken:
        return True
    broken = sum(
        not word[0].isdigit()
        and len(word) > 3
        and (not _PRONOUNCEABLE.search(word) or bool(_MASHED.search(word)))
        for word in spoken
    )
    if broken * 2 >= len(spoken):
        return True
    if len(spoken) < 4 or "," in utterance and len(spoken) < 12:
        return False
    if any(word in _COMMON for word in spoken):
        return False
    vocabulary = (
        known | _WORKING_LIFE | (open_question.vocabulary if open_question else frozenset())
    )
    return not vocabulary & {stem(word) for word in spoken}


def _echoes(
    spoken: Sequence[str],
    stems: frozenset[str],
    last_stems: frozenset[str],
    open_question: OpenQuestion | None,
) -> bool:
    """Return whether an utterance gives little more than the question's own words."""
    asked = last_stems | (open_question.asked if open_question else frozenset())
    if len(spoken) < 5 or len(stems) < 3:
        return False
    return len(stems & asked) / len(stems) >= ECHO_SHARE
