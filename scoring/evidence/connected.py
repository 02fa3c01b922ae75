"""Whether a text is connected speech, or only looks like an answer to rules that count words.

Three things give away what no listener could follow. In a word salad, words that open a phrase are
followed by words that cannot continue it ("the of", "with was"); ordinary speech has almost none
of these, and a transcript with one word in five misheard has some. Where a text writes capitals,
those that begin sentences stand in the middle of them; that alone proves nothing, as a recogniser
may join pieces without full stops, but it tells salad from words misheard, and capitals where
they belong speak for a text. A bare list has hardly
any words between its key words. In a list of phrasings nearly every word belongs to one; in speech
at most about a third do, in the densest outline of the bank five sixths. A sentence or two that say
one point and nothing else may be made of its words alone, if they are linked as speech is.
"""

from collections.abc import Sequence

from core.plan import KeyPoint
from language.en.answers.connected import broken_share, linking_share, misplaced_capitals
from language.en.speech.content_words import content_words
from language.en.text.key_points import content_stems, phrasings_said
from scoring.evidence.tuned import EVIDENCE
from scoring.rubric.curves import Points, pw

BROKEN: Points = ((0.12, 1), (0.2, 0))
MISPLACED: Points = ((0, -0.1), (0.5, -0.08), (0.85, 0.08))
DENSE: Points = ((0.85, 1), (0.97, 0))
BARE: Points = ((0.15, 0), (0.25, 1))


def connectedness(text: str, key_points: Sequence[KeyPoint]) -> float:
    """Return 1 for connected speech down to 0 for a word salad or a list of key words."""
    linking = linking_share(text)
    short = len(content_words(text)) < EVIDENCE.few_words and linking >= EVIDENCE.linked_share
    return min(
        pw(broken_share(text) + _by_capitals(text), BROKEN),
        pw(linking, BARE),
        1.0 if short else pw(key_word_share(text, key_points), DENSE),
    )


def _by_capitals(text: str) -> float:
    """Return what the capitals add to the share of broken phrases, or take from it."""
    misplaced = misplaced_capitals(text)
    return 0.0 if misplaced is None else pw(misplaced, MISPLACED)


def key_word_share(text: str, key_points: Sequence[KeyPoint]) -> float:
    """Return how many words of the phrasings it says there are for each content word of a text."""
    count = len(content_words(text))
    if not count:
        return 0.0
    said = phrasings_said(text, key_points)
    return sum(len(content_stems(phrasing)) for phrasing in said) / count
