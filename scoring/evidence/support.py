"""What an answer says beyond naming things: reasons, conditions, contrasts, figures, acts, ends.

A list of terms has none of these; an answer that explains or tells has several, in whatever words
its subject needs. Each counts once per stretch of speech, and only where the stretch brings at
least three content words that were not said before, so that connectives alone earn nothing. A
stretch of short bits between commas, with hardly a word that links them, is a list.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from language.en.answers.reasoning import SUPPORTS
from language.en.stories.actions import actions_in
from language.en.text.concepts import concept
from language.en.text.lexicon import CONNECTIVES, STOP_WORDS
from language.en.text.tokens import Sentence, sentences
from scoring.evidence.tuned import EVIDENCE
from scoring.rubric.curves import Points, pw

DEVELOPED: Points = ((1, 0), (5, 1))
EXPLAINED: Points = ((0.2, 0.3), (0.6, 1))


class Support(NamedTuple):
    """How much a text supports what it says, which kinds it shows, and a sentence for each.

    `spoken_share` (0-1) is how much of it is said in sentences and not listed.
    """

    number: int
    shown: Mapping[str, str]
    spoken_share: float

    @property
    def developed(self) -> float:
        """How far the answer is carried out: 0 for one support or none, 1 for five."""
        return pw(self.number, DEVELOPED)

    @property
    def explained(self) -> float:
        """What naming a term is worth: 0.3 in a bare list, 1 where most is said in sentences."""
        return pw(self.spoken_share, EXPLAINED)


def support(text: str, vocabulary: frozenset[str]) -> Support:
    """Return the supports of a text: at most two in each stretch of 25 words of a sentence.

    A stretch counts if it, or the one before it, has a word of the question's vocabulary.
    """
    count = listed = total = 0
    on_topic = False
    shown: dict[str, str] = {}
    said: set[str] = set()
    for sentence, stretch in _stretches(text):
        total += len(stretch.tokens)
        content = [token.word for token in stretch.tokens if token.word not in STOP_WORDS]
        if _is_list(stretch, len(content)):
            listed += len(stretch.tokens)
            continue
        meant = {concept(word) for word in content if word not in CONNECTIVES}
        new, was_on_topic = meant - said, on_topic
        on_topic = not meant.isdisjoint(vocabulary)
        said |= new
        if len(new) < EVIDENCE.least_new_words or not (on_topic or was_on_topic):
            continue
        kinds = [name for name, pattern in SUPPORTS.items() if pattern.search(stretch.text)]
        if any(action.subject == "i" for action in actions_in(stretch)):
            kinds.append("own action")
        count += min(EVIDENCE.most_per_stretch, len(kinds))
        for kind in kinds:
            shown.setdefault(kind, sentence.text)
    return Support(count, shown, 1 - listed / total if total else 1.0)


def _stretches(text: str) -> Iterator[tuple[Sentence, Sentence]]:
    """Yield each sentence with its stretches: what is not punctuated is cut by length alone."""
    for sentence in sentences(text):
        for start in range(0, len(sentence.tokens), EVIDENCE.stretch_tokens):
            inside = sentence.tokens[start : start + EVIDENCE.stretch_tokens]
            cuts = frozenset(at - start for at in sentence.cuts if 0 < at - start < len(inside))
            yield sentence, Sentence(text[inside[0].start : inside[-1].end], inside, cuts)


def _is_list(stretch: Sentence, content_count: int) -> bool:
    count = len(stretch.tokens)
    short_bits = count / (len(stretch.cuts) + 1) < EVIDENCE.clause_words and len(stretch.cuts) > 1
    return short_bits and count - content_count < EVIDENCE.linking_share * count
