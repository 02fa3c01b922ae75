"""The seam holds: an interviewer who is given another language notices, decides, waits and measures
by that language alone. Esperanto is regular enough to be spoken here in fifty lines."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from agent.interviewer.decide.decision_input import DecisionInput
from agent.interviewer.decide.interview_state import after_candidate, observe_at, rebuild
from agent.interviewer.decide.pacing import Pace
from agent.interviewer.decide.policy import decide
from agent.interviewer.observe.observer import Observer
from agent.interviewer.observe.role_notes import RoleTopics
from agent.interviewer.wordings.gate import load_gate
from agent.speech.turn_policy import Asked, TurnPolicy
from core.errors import InvalidInputError
from core.move import Move, MoveKind
from core.plan import Claim, KeyPoint, ProbeAspect, Question, QuestionKind
from core.turn import Interaction, Role, Word
from language import of
from language.doubted import plain_words
from language.observed import (
    Anchors,
    Completeness,
    Contradiction,
    Intent,
    Meaning,
    Statement,
    StoryMarks,
    Vocabulary,
)
from language.port import Language
from language.spoken import Filler, Hedges, SpokenTurn, SpokenWord
from scoring.delivery.turn_delivery import measure_turn
from tests.agent.interviewer.scenes import session

_SMALL = frozenset(
    ["la", "kaj", "de", "en", "al", "por", "mi", "ni", "vi", "ĝi", "estas", "estis", "kiel"]
    + ["kio", "ke"]
)


class EsperantoRequests:
    """`language.port.Requests`."""

    def meaning(self, utterance: str, asked: str = "") -> Meaning:
        asks = utterance.lower().startswith("bonvolu ripeti")
        return Meaning(Intent.REPEAT if asks else None, 1.0)

    def attempts_injection(self, text: str) -> bool:
        return False

    def without_injection(self, text: str) -> str:
        return text

    def is_question(self, sentence: str) -> bool:
        return sentence.endswith("?")


class NoSubjects:
    """`language.port.Subjects`."""

    def elsewhere(self, stems: frozenset[str], question: Question) -> str | None:
        return None


class Esperanto:
    """`language.port.Language`: verbs of the past end in -is, and so on."""

    code = "eo"
    requests = EsperantoRequests()
    vocabulary = Vocabulary(common=_SMALL, common_stems=_SMALL)

    def words(self, text: str) -> list[str]:
        return [word for word in (part.strip(".,?!…").lower() for part in text.split()) if word]

    def stem(self, word: str) -> str:
        return word.rstrip("nj").rstrip("aeio") if word not in _SMALL else word

    def content_stems(self, text: str) -> frozenset[str]:
        return frozenset(self.stem(word) for word in self.words(text) if word not in _SMALL)

    def sentences(self, text: str) -> list[str]:
        return [f"{part.strip()}." for part in text.split(".") if part.strip()]

    def last_question(self, text: str) -> str | None:
        return text if text.endswith("?") else None

    def is_foreign(self, utterance: str) -> bool:
        return "the" in self.words(utterance)

    def is_another_language(self, text: str) -> bool:
        return self.is_foreign(text)

    def are_no_words(self, spoken: Sequence[str]) -> bool:
        return False

    def key_points_said(self, text: str, points: Sequence[KeyPoint]) -> tuple[bool, ...]:
        said = self.content_stems(text)
        return tuple(any(self.content_stems(p) <= said for p in one.phrasings) for one in points)

    def story(self, text: str) -> StoryMarks:
        return StoryMarks(action=min(1.0, self.own_act_count(text)))

    def own_act_count(self, text: str) -> int:
        said = self.words(text)
        return sum(a == "mi" and b.endswith("is") for a, b in zip(said, said[1:], strict=False))

    def tells_of_us_alone(self, text: str) -> bool:
        return "ni" in self.words(text) and not self.own_act_count(text)

    def specific_count(self, text: str) -> int:
        return sum(word.isdecimal() for word in self.words(text))

    def guesses(self, text: str) -> bool:
        return "eble" in self.words(text)

    def anchors(self, text: str, heard: frozenset[str]) -> Anchors:
        return Anchors()

    def statements(self, text: str) -> tuple[Statement, ...]:
        return ()

    def contradiction(self, text: str, claims: Sequence[Claim]) -> Contradiction | None:
        return None

    def plain_words(self, texts: Iterable[str]) -> frozenset[str]:
        return plain_words(texts, _SMALL)

    def is_backchannel(self, text: str) -> bool:
        return set(self.words(text)) <= {"jes", "bone", "mhm"}

    def subjects_of(self, bank: Sequence[Question]) -> "NoSubjects":
        return NoSubjects()

    def completeness(self, text: str) -> Completeness:
        if text.endswith(" kaj"):
            return Completeness.DANGLING
        return Completeness.COMPLETE if text.endswith(".") else Completeness.OPEN

    def spoken(self, content: str, recognised: Sequence[Word]) -> SpokenTurn:
        said = (SpokenWord(w, w, False, False, False, False) for w in self.words(content))
        return SpokenTurn(content, tuple(said), punctuated=True, timed=False)

    def lexical_word_count(self, spoken: Sequence[SpokenWord]) -> int:
        return len(spoken) - len(self.fillers(spoken))

    def fillers(self, spoken: Sequence[SpokenWord]) -> list[Filler]:
        return [Filler("hm", 1.0) for word in spoken if word.word == "hm"]

    def style_words(self, spoken: Sequence[SpokenWord]) -> dict[str, int]:
        return {}

    def hedges(self, text: str, kind: QuestionKind | None) -> Hedges:
        count = self.words(text).count("eble")
        return Hedges(float(count), {"eble": count})

    def sentiment(self, text: str) -> float | None:
        return None

    def asks_for_time(self, spoken: Sequence[str]) -> bool:
        return False


ESPERANTO: Language = Esperanto()
ENGLISH = of("en")
ASKED = Question(
    id="eo-1",
    text="Kiel vi malplenigus la kaŝmemoron?",
    kind=QuestionKind.PAST_BEHAVIOUR,
    competency="kaŝmemoro",
    level="medium",
    roles=("backend",),
    key_points=(
        KeyPoint(text="Limtempo", phrasings=("limtempo", "limtempo por ĉio")),
        KeyPoint(text="Forigo", phrasings=("forigo", "forigo ĉe skribo")),
        KeyPoint(text="Versio", phrasings=("versio", "versio en la nomo")),
        KeyPoint(text="Trafoj", phrasings=("trafoj", "nombro de trafoj")),
    ),
    probes={
        ProbeAspect.DEPTH: "Kio okazis unue?",
        ProbeAspect.OWN_ROLE: "Kion vi mem faris?",
        ProbeAspect.RESULT: "Kio rezultis?",
    },
    hints=("Pensu pri la tempo.", "Pensu pri la skribo."),
    outline="Mi donus al ĉio limtempon.",
)
OBSERVER = Observer(ESPERANTO, RoleTopics({}, ESPERANTO), load_gate())
HELD = session(ASKED, ASKED.model_copy(update={"id": "eo-2"}))
OWN = "Mi metis limtempon kaj mi mezuris 3 servilojn."
OURS = "Ni metis limtempon kaj ni testis ĝin."


def decided(said: str) -> Move:
    position = rebuild(HELD, (), OBSERVER)
    seen = observe_at(position, said, HELD, OBSERVER, frozenset())
    position = after_candidate(position, seen)
    return decide(DecisionInput(position, seen, HELD.plan, HELD.request, Pace(60.0, 1800.0)))


def test_what_was_said_is_observed_in_the_language_that_is_spoken() -> None:
    seen = OBSERVER.observe(OWN, ASKED)
    assert seen.intent is Intent.ANSWER
    assert seen.key_points == (True, False, False, False)
    assert (seen.action, seen.specifics, seen.we_only) == (1.0, 3, False)
    assert OBSERVER.observe("The cache was empty", ASKED).intent is Intent.OTHER_LANGUAGE


@pytest.mark.parametrize(
    ("said", "kind", "aspect"),
    [
        ("Bonvolu ripeti.", MoveKind.REPEAT, None),
        (OURS, MoveKind.PROBE, ProbeAspect.OWN_ROLE),
    ],
)
def test_the_move_is_decided_by_what_was_said_in_it(
    said: str, kind: MoveKind, aspect: ProbeAspect | None
) -> None:
    move = decided(said)
    assert (move.kind, move.aspect) == (kind, aspect)


def test_a_turn_ends_where_it_sounds_finished_in_it() -> None:
    spoken, heard = TurnPolicy(language=ESPERANTO), TurnPolicy(language=ENGLISH)
    asked = Asked(QuestionKind.TECHNICAL)
    goes_on, done = "Mi metis limtempon kaj", "Mi metis limtempon."
    assert spoken.wait(goes_on, asked).seconds > spoken.wait(done, asked).seconds
    assert spoken.wait(goes_on, asked).seconds > heard.wait(goes_on, asked).seconds


def test_delivery_is_measured_by_its_own_hedges_and_fillers() -> None:
    turn = Interaction(
        1, "item", Role.USER, "Eble mi hm metis limtempon.", datetime(2026, 1, 5, tzinfo=UTC)
    )
    measured = measure_turn(turn, ESPERANTO)
    assert measured.hedges == {"eble": 1}
    assert (measured.word_count, measured.lexical_word_count) == (5, 4)
    assert measured.own_action_count == 0
    foreign = measure_turn(replace(turn, content="The cache was mine."), ESPERANTO)
    assert foreign.not_measured["hedge_weight"] == "not in the interview's language"
    assert measure_turn(turn, ENGLISH).hedges == {}


def test_english_is_one_and_another_is_refused_by_name() -> None:
    assert of("en") is ENGLISH
    with pytest.raises(InvalidInputError, match="'eo'"):
        of("eo")
