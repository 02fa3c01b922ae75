"""What the candidate means: an answer, or a request. Doubt means answer.

One pure decision. A request that is missed costs a sentence; an answer taken for a request costs
the candidate their answer. So nothing is a request that has the shape of an answer, and nothing
ends an interview or skips a question for certain unless it is said plainly and alone.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Final

from language.en.requests.classifier import Classifier, Odds, load_classifier
from language.en.requests.phrases import RequestPhrases, load_phrases, only_sounds, straight
from language.en.requests.tuned import REQUESTS
from language.en.text.sentences import split_sentences
from language.en.text.vocabulary import COMMON_STEMS, content_stems
from language.observed import Intent, Meaning

IN_DOUBT = (0.5, 0.85)
"""Between these probabilities it was close."""


_WEIGHTY = frozenset({Intent.STOP, Intent.SKIP})
_TRAILING = frozenset({Intent.REPEAT, Intent.REPHRASE, Intent.HINT})
_MAY_GO_ON = frozenset({Intent.DONT_KNOW, Intent.NEEDS_TIME})
_SAYS_LITTLE = frozenset(
    {Intent.FINISHED, Intent.ACKNOWLEDGE, Intent.AFFIRM}
    | {intent for intent in Intent if intent.startswith("ask_")}
)
"""Their phrases are also how others begin: "no", "yes", "could I"."""
_ONLY_BY_PHRASE = (Intent.OTHER_LANGUAGE, Intent.OFF_TOPIC)
_WOULD = re.compile(r"\b(?:i|we|you|he|she|they)(?:'d| would)(?! like| rather| prefer)\b", re.I)
_DOES = re.compile(
    r"^(?:\W|um|uh|so|well|and|then|no|yes|yeah|honestly)*\b(?:i|we|you|they|he|she)"
    r"(?:'ll| will| just| never| always| often| also)*"
    r" (?:skip|stop|pass|quit|leave|end|finish|move)",
    re.IGNORECASE,
)
"""Somebody who says what they do may tell a habit as well as a wish."""
_ADDRESSES = re.compile(r"\?|\b(?:you|your|please|me)\b", re.IGNORECASE)
_TELLS_OF_TALK = re.compile(
    r"\b(?:said|says|asked|asks|told|goes|shouted|wrote|called|like)\W*$|[:\"“”]", re.IGNORECASE
)
_OF_OWN_CHOICE = re.compile(
    r"\b(?:can|could|may|should|shall|must|do|does|is it|would)"
    r" (?:i|we|you|it|they|this|that|the)\b",
    re.IGNORECASE,
)
_SAYS = re.compile(r"\w")
_GOES_ON = re.compile(
    r"\b(?:but|however|although|though|maybe|i would(?! like)|i'd(?! like)|i guess|i think"
    r"|perhaps|probably|instead|so i|and i|then i)\b",
    re.IGNORECASE,
)
_RUN = re.compile(r"([^\w\s])\1{3,}")
"""Marks that are typed over and over say no more than three of them."""
LONGEST_WORD: Final = 30
"""More letters in a row are not one word."""


@dataclass(frozen=True, slots=True)
class Intents(RequestPhrases):
    """Tells requests from answers, with the authored phrases and the trained model."""

    classifier: Classifier = field(default_factory=load_classifier)

    def meaning(self, utterance: str, asked: str = "") -> Meaning:
        """Return what an utterance means; `asked` is what the interviewer said last.

        A short utterance is taken as a whole; of any other only what it ends with may be a
        request, and only one that leaves the answer standing.
        """
        text = _RUN.sub(r"\1\1\1", straight(utterance))
        # without spaces a text is as long as its letters
        count = max(len(text.split()), len(text) // LONGEST_WORD)
        if not _SAYS.search(text):
            return Meaning(None, 1.0, reasons=("no words",))
        if count < REQUESTS.flagged_answer_words and (unsafe := self.unsafe(text)):
            return Meaning(unsafe, 1.0, reasons=("said in so many words",))
        whole = self._whole(text, asked) if count <= REQUESTS.request_words else None
        if whole and (whole.intent or whole.perhaps):
            return whole
        if count > REQUESTS.request_words + REQUESTS.trailing_words:
            return Meaning(None, 1.0, reasons=("far too long for a request",))
        # a last sentence that surely asks weighs more than a doubt about all that was said
        end = self._at_the_end(text, count)
        return whole if whole and whole.doubt and not (end.intent or end.perhaps) else end

    def _whole(self, text: str, asked: str) -> Meaning:
        phrases = self.phrases_in(text)
        odds = self.classifier.odds(text, phrases)
        for intent in _ONLY_BY_PHRASE:
            if str(intent) in phrases and odds.plain:
                return Meaning(intent, 0.9, reasons=(f"phrase {intent}",))
        if (
            odds.plain
            and odds.asks >= REQUESTS.asks_as_a_phrase
            and (said := _all_of_it(phrases, odds))
        ):
            if said in _WEIGHTY and (_DOES.search(text) or _WOULD.search(text)):
                return Meaning(None, 0.5, said, (f"the phrase {said}, or what somebody does",))
            return Meaning(said, REQUESTS.whole, reasons=(f"nothing but the phrase {said}",))
        if only_sounds(text):
            return Meaning(Intent.NEEDS_TIME, REQUESTS.whole, reasons=("only sounds",))
        if odds.asks < IN_DOUBT[0]:
            return Meaning(None, 1 - odds.asks, reasons=odds.reasons)
        intent = self._named(odds, text, phrases)
        if intent in _MAY_GO_ON and guesses(text):
            return Meaning(None, REQUESTS.whole, reasons=("goes on with a guess",))
        doubt = intent if odds.asks <= IN_DOUBT[1] and intent not in _WEIGHTY else None
        if odds.asks < REQUESTS.asks:
            return Meaning(None, 1 - odds.asks, reasons=odds.reasons, doubt=doubt)
        return replace(_weighed(intent, odds, text, asked), doubt=doubt)

    def _named(self, odds: Odds, text: str, phrases: dict[str, float]) -> Intent:
        """Return the intent of a request: the likeliest, or what a telling phrase says instead."""
        intent = None if odds.request == "ask" else Intent(odds.request)
        if intent in (None, Intent.FINISHED) and (telling := _telling(phrases)):
            return telling
        if Intent.PAUSE in phrases and intent not in _WEIGHTY:
            return Intent.PAUSE
        if intent is None:
            scope = Intent.ASK_SCOPE if _OF_OWN_CHOICE.search(text) else Intent.ASK_ROLE
            return self.asked_about(text) or scope
        affirms = intent is Intent.ACKNOWLEDGE and Intent.AFFIRM in phrases
        return Intent.AFFIRM if affirms else intent

    def _at_the_end(self, text: str, count: int) -> Meaning:
        last = self._asks_at_the_end(text)
        if last is None or count - len(last[0].split()) > REQUESTS.trailing_words:
            return Meaning(None, 0.9, reasons=("an answer as a whole",))
        sentence, odds = last
        intent = self._named(odds, sentence, self.phrases_in(sentence))
        if intent in _TRAILING:
            return Meaning(intent, odds.asks, reasons=("what it ends with", *odds.reasons))
        perhaps = intent if intent in _WEIGHTY else None
        return Meaning(None, 0.9, perhaps, ("an answer as a whole",))

    def _asks_at_the_end(self, text: str) -> tuple[str, Odds] | None:
        """Return the last of several sentences if it asks the interviewer for something."""
        sentences = split_sentences(text)
        if len(sentences) < 2 or _TELLS_OF_TALK.search(" ".join(sentences[:-1])):
            return None
        last = sentences[-1]
        odds = self.classifier.odds(last, self.phrases_in(last))
        asks = odds.asks >= REQUESTS.asks_at_the_end and odds.plain and _ADDRESSES.search(last)
        return (last, odds) if asks else None


def load_intents() -> Intents:
    """Return the phrases of `prompts/interviewer/intents.yaml` with the trained model.

    Raises `PromptError` when one of the two is missing or wrong.
    """
    phrases = load_phrases()
    return Intents(phrases.patterns, phrases.question)


def guesses(text: str) -> bool:
    """Return whether a text names something after a "but", a "maybe" or an "I would"."""
    said = straight(text)
    goes_on = _GOES_ON.search(said)
    if goes_on is None:
        return False
    return len(content_stems(said[goes_on.end() :]) - COMMON_STEMS) >= REQUESTS.guess_stems


def _telling(phrases: dict[str, float]) -> Intent | None:
    """Return the first request with a phrase that is much of what was said and says more than that
    something is asked, or that it begins with a "no" or a "yes"."""
    much = (Intent(name) for name, share in phrases.items() if share > REQUESTS.most)
    return next((one for one in much if one not in _SAYS_LITTLE), None)


def _all_of_it(phrases: dict[str, float], odds: Odds) -> Intent | None:
    """Return the request whose phrase is all that was said; of several the likeliest."""
    whole = [Intent(name) for name, share in phrases.items() if share >= REQUESTS.whole]
    if whole and _SAYS_LITTLE.issuperset(whole) and (telling := _telling(phrases)):
        return telling
    likeliest = (one for one in whole if one == odds.request and one not in _SAYS_LITTLE)
    return next(likeliest, next(iter(whole), None))


def _weighed(intent: Intent, odds: Odds, text: str, asked: str) -> Meaning:
    """Return the meaning of a request, after its cost: a stop or a skip must be plain and sure."""
    if intent not in _WEIGHTY:
        return Meaning(intent, odds.asks, reasons=odds.reasons)
    sure = odds.asks * odds.share
    if not odds.plain or _WOULD.search(text) or _DOES.search(text):
        return Meaning(None, 1 - sure, intent, odds.reasons)
    if sure < REQUESTS.sure or content_stems(text) & content_stems(asked):
        return Meaning(None, 1 - sure, intent, odds.reasons)
    return Meaning(intent, sure, reasons=odds.reasons)
