"""One utterance as code sees it: intent, what of the question it answers, what is worth probing."""

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import asdict, replace

from agent.interviewer.observe.observation import Observation
from agent.interviewer.observe.question_words import QuestionWords
from agent.interviewer.observe.role_notes import RoleTopics
from agent.interviewer.wordings.gate import SpeechGate
from core.plan import Claim, Question
from language.en.requests.foreign import Languages
from language.en.requests.intents import Intents, Meaning, guesses
from language.en.speech.doubted import holds_doubted, without_doubted
from language.en.speech.sounds import mostly_no_words
from language.en.stories.actions import past_actions, tells_of_us
from language.en.stories.anchors import find_anchors
from language.en.stories.contradiction import find_contradiction
from language.en.stories.star import mark_star
from language.en.stories.statements import find_statements
from language.en.text.figures import count_figures
from language.en.text.key_points import hit_key_points
from language.en.text.names import names_within
from language.en.text.sentences import split_sentences
from language.en.text.subjects import Subjects
from language.en.text.tokens import stem, words
from language.en.text.vocabulary import COMMON, COMMON_STEMS, EVERYDAY, WORKING_LIFE, content_stems
from language.observed import Anchors, Intent, Statement

OFF_TOPIC_STEMS = 6
"""With fewer words of its own than this nothing is off-topic: vague is not beside the point."""
ECHO_SHARE = 0.8
"""Share of an utterance's content stems found in the question that makes it an echo of it."""
ANSWER_BESIDE_WORDS = 8
ANSWER_BESIDE_STEMS = 2
"""With this much on the question beside an order to the program, the answer is what counts."""
SURELY_AN_ANSWER = 0.8
"""From this confidence on an answer stays one, though it has the form of a question."""
UTTERANCES_REMEMBERED = 512


class Observer:
    """Observes utterances. What it remembers of earlier ones only saves doing the same again."""

    def __init__(
        self,
        intents: Intents,
        topics: RoleTopics,
        languages: Languages,
        gate: SpeechGate,
        subjects: Subjects | None = None,
    ) -> None:
        self._intents = intents
        self._topics = topics
        self._languages = languages
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
        key = (
            utterance,
            asked,
            last_asked,
            tuple(claims),
            known,
            notes,
            tuple(told),
            settled,
            doubted,
        )
        if key not in self._remembered:
            meaning = self._intents.meaning(utterance, last_asked)
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
        spoken = words(utterance)
        open_question = QuestionWords.of(question) if question else None
        intent = self._intent(utterance, spoken, open_question, last_asked, known, meaning)
        if intent is not Intent.ANSWER or open_question is None:
            return Observation(intent, word_count=len(spoken))
        flagged = self._intents.attempts_injection(utterance)
        said = self._intents.without_injection(utterance) if flagged else utterance
        marks = mark_star(said)
        heard = open_question.asked | content_stems(last_asked)
        anchors = self._anchors(said, heard, doubted) if len(spoken) >= 5 else Anchors()
        subjects = [action.subject for action in past_actions(said)]
        own = subjects.count("i")
        stems = content_stems(without_doubted(said, doubted, ""))
        elsewhere = None
        if self._subjects is not None:
            elsewhere = self._subjects.elsewhere(stems, open_question.question)
        return Observation(
            intent,
            word_count=len(spoken),
            stems=stems,
            elsewhere=elsewhere,
            key_points=hit_key_points(said, open_question.question.key_points),
            situation=marks.situation.mark,
            task=marks.task.mark,
            action=marks.action.mark,
            result=marks.result.mark,
            specifics=own + len(names_within(said)) + count_figures(said),
            we_only="we" in subjects and not own and tells_of_us(said),
            flagged=flagged,
            perhaps=meaning.perhaps,
            anchors=anchors,
            statements=self._statements(said, open_question, doubted),
            contradiction=find_contradiction(without_doubted(said, doubted, ""), claims),
        )

    def _anchors(self, said: str, heard: frozenset[str], doubted: frozenset[str]) -> Anchors:
        found = asdict(find_anchors(said, heard))
        kept = {name: words for name, words in found.items() if self._may_say_back(words, doubted)}
        return Anchors(**kept)

    def _statements(
        self, said: str, open_question: QuestionWords, doubted: frozenset[str]
    ) -> tuple[Statement, ...]:
        touches = open_question.vocabulary - COMMON_STEMS
        return tuple(
            one
            for one in find_statements(said)
            if one.stems & touches and self._may_say_back(one.text, doubted)
        )

    def _may_say_back(self, words: str | None, doubted: frozenset[str]) -> bool:
        """Return whether words may come back from the interviewer: nothing private, no praise, and
        none that may have been misheard."""
        if words is None or holds_doubted(words, doubted):
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
        if self._languages.foreign(utterance):
            return Intent.OTHER_LANGUAGE
        stems = content_stems(utterance)
        request = meaning.intent
        asks = request is not None and request.startswith("ask_")
        if asks and _echoes(spoken, stems, content_stems(last_asked), open_question):
            return Intent.ECHO
        if request and not (
            request is Intent.INJECTION and self._answers(utterance, open_question)
        ):
            return request
        if _unintelligible(utterance, spoken, open_question, known):
            return Intent.UNINTELLIGIBLE
        if _echoes(spoken, stems, content_stems(last_asked), open_question):
            return Intent.ECHO
        expected = known | (open_question.vocabulary if open_question else frozenset())
        familiar = stems & expected
        if self._only_asks(utterance, meaning):
            return Intent.ASK_SCOPE if familiar else Intent.ASK_ROLE
        telling = familiar - EVERYDAY
        own = stems - telling - COMMON_STEMS
        if len(own) >= OFF_TOPIC_STEMS and not telling and not stems & WORKING_LIFE:
            return Intent.OFF_TOPIC
        return Intent.ANSWER

    def _answers(self, utterance: str, open_question: QuestionWords | None) -> bool:
        """Return whether an utterance that also gives orders to the program has an answer in it."""
        rest = self._intents.without_injection(utterance)
        vocabulary = open_question.vocabulary if open_question else frozenset()
        touched = (content_stems(rest) & vocabulary) - COMMON_STEMS
        return len(rest.split()) >= ANSWER_BESIDE_WORDS and len(touched) >= ANSWER_BESIDE_STEMS

    def _only_asks(self, utterance: str, meaning: Meaning) -> bool:
        """Return whether an utterance is nothing but questions and not surely an answer."""
        if meaning.confidence >= SURELY_AN_ANSWER:
            return False
        sentences = split_sentences(utterance)
        asks = bool(sentences) and all(map(self._intents.is_question, sentences))
        return asks and not guesses(utterance)


def _unintelligible(
    utterance: str,
    spoken: Sequence[str],
    open_question: QuestionWords | None,
    known: frozenset[str],
) -> bool:
    if not spoken:
        return True
    if mostly_no_words(spoken):
        return True
    if len(spoken) < 4 or "," in utterance and len(spoken) < 12:
        return False
    if any(word in COMMON for word in spoken):
        return False
    vocabulary = known | WORKING_LIFE | (open_question.vocabulary if open_question else frozenset())
    return not vocabulary & {stem(word) for word in spoken}


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
    return len(stems & asked) / len(stems) >= ECHO_SHARE
