"""What may be said about a role: plain sentences that were found, told when they answer."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from agent.interviewer.observe.tuned import OBSERVED
from agent.interviewer.wordings.gate import SpeechGate
from core.errors import PromptError
from core.interview import InterviewRequest
from core.plan import Passage
from language.en.requests.intents import Intents
from language.en.resumes.employers import (
    is_about_such_roles,
    is_about_the_employer,
    states_plainly,
)
from language.en.speech.speakable import speakable
from language.en.speech.spoken_names import spoken_name, without_role_word
from language.en.text.sentences import split_sentences
from language.en.text.tokens import words
from language.port import TextLanguage
from prompts.loader import load_yaml

NOTE_LIMIT: Final = 8
NOTE_WORDS = (5, 30)

_PATH = "interviewer/role_topics.yaml"
_GENERAL = "general"


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence of what is known about the role, and whether the candidate was told it before."""

    text: str
    told: bool = False


@dataclass(frozen=True, slots=True)
class RoleTopics:
    """What candidates ask about, by the stems that show it."""

    stems: Mapping[str, frozenset[str]]
    language: TextLanguage

    def note_for(self, asked: str, notes: str, told: Sequence[str]) -> Note | None:
        """Return the sentence of the notes that answers what was asked, or null.

        A question about nothing in particular gets the first note that is left. What was told
        before answers again only where no other note does, and says so.
        """
        stems, ordinary = self.language.content_stems, self.language.vocabulary
        before = [stems(text) for text in told]
        known = [Note(one, _told(stems(one), before)) for one in self.language.sentences(notes)]
        fresh = [note for note in known if not note.told]
        wanted = self._topics(asked)
        named = stems(asked) - ordinary.common_stems - ordinary.about_the_role
        if not wanted and not named:
            return next(iter(fresh), None)
        return self._best(fresh, wanted, named) or self._best(known, wanted, named)

    def _best(
        self, notes: Sequence[Note], wanted: frozenset[str], named: frozenset[str]
    ) -> Note | None:
        def fits(note: Note) -> int:
            touched = named & self.language.content_stems(note.text)
            return 2 * len(wanted & self._topics(note.text)) + len(touched)

        best = max(notes, key=fits, default=None)
        return best if best is not None and fits(best) > 0 else None

    def _topics(self, text: str) -> frozenset[str]:
        spoken = {self.language.stem(word) for word in self.language.words(text)}
        found = frozenset(name for name, stems in self.stems.items() if stems & spoken)
        return found - {_GENERAL} or found


def load_role_topics(language: TextLanguage) -> RoleTopics:
    """Return the topics of `prompts/interviewer/role_topics.yaml`; `PromptError` when it is wrong.

    It must map topics to words, with the topic `general` among them.
    """
    content = load_yaml(_PATH)
    if not isinstance(content, dict) or _GENERAL not in content:
        raise PromptError(f"prompts/{_PATH}: must map topics to words, with {_GENERAL}")
    if any(not isinstance(spoken, list) or not spoken for spoken in content.values()):
        raise PromptError(f"prompts/{_PATH}: every topic needs words")
    return RoleTopics(
        {
            name: frozenset(language.stem(str(word)) for word in spoken)
            for name, spoken in content.items()
        },
        language,
    )


def role_notes(
    request: InterviewRequest, found: Sequence[Passage], gate: SpeechGate, intents: Intents
) -> str:
    """Return what is known about role and company as sentences that may be spoken as they are.

    Sentences come from the request itself and from what was found on the web about the company.
    Only plain ones count: none that addresses anybody, asks, orders, or may not be said; of the web
    only those that speak of this company or, where none is named, of such roles anywhere.
    """
    stated = [text for text in (request.role_context, request.company_context) if text]
    holds = _about(request)
    public = [passage.text for passage in found if passage.source.startswith("http")]
    candidates = [
        *(sentence for text in stated for sentence in _plain(text)),
        *(s for text in public for s in _plain(text) if holds(s)),
    ]
    notes = [
        speakable(sentence)
        for sentence in dict.fromkeys(candidates)
        if not (gate.forbids(sentence) or gate.praises(sentence))
        and not intents.attempts_injection(sentence)
    ]
    return " ".join(notes[:NOTE_LIMIT])


def _plain(text: str) -> Iterator[str]:
    for sentence in split_sentences(" ".join(text.split())):
        fits = NOTE_WORDS[0] <= len(sentence.split()) <= NOTE_WORDS[1]
        if fits and states_plainly(sentence):
            yield sentence


def _about(request: InterviewRequest) -> Callable[[str], bool]:
    """Return what tells the sentences of the web that hold for this session.

    Pages that were found without a company are other employers': of them only what is said of the
    role in general, with no name and no figure, holds here.
    """
    if company := next(iter(words(request.company_context or "")), None):
        return lambda sentence: is_about_the_employer(sentence, company)
    role = without_role_word(spoken_name(request.role_context) or "")
    return lambda sentence: is_about_such_roles(sentence, role)


def _told(note: frozenset[str], before: Sequence[frozenset[str]]) -> bool:
    return any(len(note & told) >= OBSERVED.told_share * len(note) for told in before)
