"""One utterance as code sees it: intent, what of the question it answers, what is worth probing."""

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Final

from agent.interviewer.observe.observation import Observation
from agent.interviewer.observe.role_notes import RoleTopics
from agent.interviewer.observe.tuned import OBSERVED
from agent.interviewer.wordings.gate import SpeechGate
from core.plan import Claim, Question
from language.doubted import without_doubted
from language.observed import Anchors, Intent, Meaning, Statement
from language.port import Language, Subjects, TextLanguage

UTTERANCES_REMEMBERED: Final = 512


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """The question an utterance answers, with the words that belong to it."""

    question: Question
    vocabulary: frozenset[str]
    asked: frozenset[str]

    @staticmethod
    def of(question: Question, language: TextLanguage) -> "QuestionWords":
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
        vocabulary = language.content_stems(" ".join(parts))
        return QuestionWords(question, vocabulary, language.content_stems(question.text))


class Observer:
    """Observes utterances in one language.

    What it remembers of earlier ones only saves doing the same again.
    """

    def __init__(
        self,
        language: Language,
        topics: RoleTopics,
        gate: SpeechGate,
        subjects: Subjects | None = None,
    ) -> None:
        self.language = language
        self._requests = language.requests
        self._topics = topics
        self._gate = gate
        self._subjects = subjects
        self._remembered: OrderedDict[Hashable, Observation] = OrderedDict()

    def observe(
        self,
        utterance: str,
        question: Question | None,
        *,
        last_asked: str = "",
        claims: Sequence[Claim] = (),
        known: frozenset[str] = frozenset(),
        notes: str = "",
        told: Sequence[str] = (),
        settled: Intent | None = None,
        doubted: frozenset[str] = frozenset(),
    ) -> Observation:
        """Return what code can tell about an utterance.

        `last_asked` is what the interviewer said last, `known` the stems of role, company and
        profile, which are no sign of being off-topic; `notes` is what may be said about the role,
        `told` what was answered to the candidate's own questions before. `settled` is what words in
        doubt were found to mean; of the words `doubted` nothing is taken up or held against them.
        """
        if not utterance.strip():
            return Observation(Intent.NOTHING)
        asked = (question.id, question.text) if question else None
        given = (last_asked, tuple(claims), known, notes, tuple(told), settled, doubted)
        key = (utterance, asked, given)
        if key not in self._remembered:
            meaning = self._requests.meaning(utterance, last_asked)
            meaning = meaning.settled(settled) if settled else meaning
            seen = self._observe(utterance, question, last_asked, claims, known, meaning, doubted)
            # a language, an echo or a jumble is no matter of what is asked for
            if seen.intent is (meaning.intent or Intent.ANSWER):
                seen = replace(seen, doubt=meaning.doubt)
            if seen.intent.startswith("ask_"):
                note = self._topics.note_for(utterance, notes, told)
                if note is not None:
                    seen = replace(seen, note=note.text, note_told=note.told)
            self._remembered[key] = seen
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
        meaning: Meaning,
        doubted: frozenset[str],
    ) -> Observation:
        spoken = self.language.words(utterance)
        open_question = QuestionWords.of(question, self.language) if question else None
        intent = self._intent(utterance, spoken, open_question, last_asked, known, meaning)
        if intent is not Intent.ANSWER or open_question is None:
            return Observation(intent, word_count=len(spoken))
        flagged = self._requests.attempts_injection(utterance)
        said = self._requests.without_injection(utterance) if flagged else utterance
        marks, points = self.language.story(said), open_question.question.key_points
        heard = open_question.asked | self.language.content_stems(last_asked)
        anchors = self._anchors(said, heard, doubted) if len(spoken) >= 5 else Anchors()
        sure = without_doubted(said, doubted, "")
        stems, elsewhere = self.language.content_stems(sure), None
        if self._subjects is not None:
            elsewhere = self._subjects.elsewhere(stems, open_question.question)
        return Observation(
            intent,
            word_count=len(spoken),
            stems=stems,
            elsewhere=elsewhere,
            key_points=self.language.key_points_said(said, points),
            situation=marks.situation,
            task=marks.task,
            action=marks.action,
            result=marks.result,
            specifics=self.language.own_act_count(said) + self.language.specific_count(said),
            we_only=self.language.tells_of_us_alone(said),
            flagged=flagged,
            perhaps=meaning.perhaps,
            anchors=anchors,
            statements=self._statements(said, open_question, doubted),
            contradiction=self.language.contradiction(sure, claims),
        )

    def _anchors(self, said: str, heard: frozenset[str], doubted: frozenset[str]) -> Anchors:
        found = asdict(self.language.anchors(said, heard))
        kept = {name: words for name, words in found.items() if self._may_say_back(words, doubted)}
        return Anchors(**kept)

    def _statements(
        self, said: str, open_question: QuestionWords, doubted: frozenset[str]
    ) -> tuple[Statement, ...]:
        touches = open_question.vocabulary - self.language.vocabulary.common_stems
        return tuple(
            one
            for one in self.language.statements(said)
            if one.stems & touches and self._may_say_back(one.text, doubted)
        )

    def _may_say_back(self, words: str | None, doubted: frozenset[str]) -> bool:
        """Return whether words may come back from the interviewer: nothing private, no praise, and
        none that may have been misheard."""
        if words is None or self.language.plain_words([words]) & doubted:
            return False
        return not (self._gate.forbids(words) or self._gate.praises(words))

    def _intent(
        self,
        utterance: str,
        spoken: Sequence[str],
        open_question: QuestionWords | None,
        last_asked: str,
        known: frozenset[str],
        meaning: Meaning,
    ) -> Intent:
        if self.language.is_foreign(utterance):
            return Intent.OTHER_LANGUAGE
        stems = self.language.content_stems(utterance)
        request = meaning.intent
        asks = request is not None and request.startswith("ask_")
        if asks and _echoes(spoken, stems, self.language.content_stems(last_asked), open_question):
            return Intent.ECHO
        if request and not (
            request is Intent.INJECTION and self._answers(utterance, open_question)
        ):
            return request
        if self._unintelligible(utterance, spoken, open_question, known):
            return Intent.UNINTELLIGIBLE
        if _echoes(spoken, stems, self.language.content_stems(last_asked), open_question):
            return Intent.ECHO
        expected = known | (open_question.vocabulary if open_question else frozenset())
        familiar = stems & expected
        if self._only_asks(utterance, meaning):
            return Intent.ASK_SCOPE if familiar else Intent.ASK_ROLE
        ordinary = self.language.vocabulary
        telling = familiar - ordinary.everyday
        own = stems - telling - ordinary.common_stems
        if (
            len(own) >= OBSERVED.off_topic_stems
            and not telling
            and not stems & ordinary.working_life
        ):
            return Intent.OFF_TOPIC
        return Intent.ANSWER

    def _answers(self, utterance: str, open_question: QuestionWords | None) -> bool:
        """Return whether an utterance that also gives orders to the program has an answer in it."""
        rest = self._requests.without_injection(utterance)
        vocabulary = open_question.vocabulary if open_question else frozenset()
        touched = self.language.content_stems(rest) & vocabulary
        touched -= self.language.vocabulary.common_stems
        return (
            len(rest.split()) >= OBSERVED.answer_beside_words
            and len(touched) >= OBSERVED.answer_beside_stems
        )

    def _only_asks(self, utterance: str, meaning: Meaning) -> bool:
        """Return whether an utterance is nothing but questions and not surely an answer."""
        if meaning.confidence >= OBSERVED.surely_an_answer:
            return False
        sentences = self.language.sentences(utterance)
        asks = bool(sentences) and all(map(self._requests.is_question, sentences))
        return asks and not self.language.guesses(utterance)

    def _unintelligible(
        self,
        utterance: str,
        spoken: Sequence[str],
        open_question: QuestionWords | None,
        known: frozenset[str],
    ) -> bool:
        if not spoken:
            return True
        if self.language.are_no_words(spoken):
            return True
        if len(spoken) < 4 or "," in utterance and len(spoken) < 12:
            return False
        ordinary = self.language.vocabulary
        if any(word in ordinary.common for word in spoken):
            return False
        asked = open_question.vocabulary if open_question else frozenset()
        vocabulary = known | ordinary.working_life | asked
        return not vocabulary & {self.language.stem(word) for word in spoken}


def _echoes(
    spoken: Sequence[str],
    stems: frozenset[str],
    last_stems: frozenset[str],
    open_question: QuestionWords | None,
) -> bool:
    """Return whether an utterance gives little more than the question's own words."""
    asked = last_stems | (open_question.asked if open_question else frozenset())
    if len(spoken) < 5 or len(stems) < 3:
        return False
    return len(stems & asked) / len(stems) >= OBSERVED.echo_share
