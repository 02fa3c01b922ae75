"""Quotes, verified against the transcript by code (`docs/formulas.md#quotes`).

A quote that is shown is always cut out of the transcript itself; what a rule or a model offers
as a quote only says where to cut.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from core.assessment import Evidence
from core.turn import Interaction
from language.en.speech.fillers import is_filled_pause
from language.en.text.tokens import TextToken, clean, tokens
from language.spoken import is_moment
from scoring.evidence.tuned import EVIDENCE

_KEPT_TEXTS: Final = 256


def verify(
    quote: str,
    interactions: Sequence[Interaction],
    *,
    supports: bool = True,
    check: str | None = None,
) -> Evidence | None:
    """Return the evidence a quote points to, or null if the transcript does not hold it.

    Compared in lower case without punctuation, hesitation sounds and immediate repetitions. It
    holds when it is a contiguous match of at least four words, the whole of a shorter turn, or
    (for quotes of eight words and more) a window that shares nine tenths of its words, as a
    transcript may be mended.
    """
    wanted = [token.word for token in _compared(clean(quote))]
    if not wanted:
        return None
    for match in (_exact, _overlapping):
        for interaction in interactions:
            text = clean(interaction.content)
            spoken = _compared(text)
            at = match(wanted, [token.word for token in spoken])
            if at is not None:
                return _evidence(interaction, text, spoken, at, len(wanted), supports, check)
    return None


def is_said(words: str, interactions: Sequence[Interaction]) -> bool:
    """Return whether the transcript holds these words in a row, however few they are."""
    wanted = [token.word for token in _compared(clean(words))]
    return any(
        _first_match(wanted, [token.word for token in _compared(clean(interaction.content))])
        is not None
        for interaction in interactions
    )


def stands_in(quote: str, text: str) -> bool:
    """Return whether a text holds a quote, compared as in `verify` and of any length."""
    wanted = [token.word for token in _compared(clean(quote))]
    spoken = [token.word for token in _compared(clean(text))]
    return any(match(wanted, spoken) is not None for match in (_first_match, _overlapping))


def quotes_from(
    sentences: Sequence[str], interactions: Sequence[Interaction], *, supports: bool = True
) -> tuple[Evidence, ...]:
    """Return verified evidence for at most three different sentences, in order."""
    found: list[Evidence] = []
    for sentence in dict.fromkeys(sentence for sentence in sentences if sentence):
        evidence = verify(sentence, interactions, supports=supports)
        if evidence and evidence.quote not in {other.quote for other in found}:
            found.append(evidence)
        if len(found) == EVIDENCE.shown:
            break
    return tuple(found)


@lru_cache(maxsize=_KEPT_TEXTS)
def _compared(text: str) -> tuple[TextToken, ...]:
    said = [token for token in tokens(text) if not is_filled_pause(token.word)]
    return tuple(
        token for at, token in enumerate(said) if at == 0 or token.word != said[at - 1].word
    )


def _exact(wanted: Sequence[str], spoken: Sequence[str]) -> int | None:
    if len(wanted) < EVIDENCE.least_words and len(wanted) != len(spoken):
        return None
    return _first_match(wanted, spoken)


def _first_match(wanted: Sequence[str], spoken: Sequence[str]) -> int | None:
    last = len(spoken) - len(wanted)
    return next(
        (
            at
            for at in range(last + 1)
            if spoken[at : at + 1] == wanted[:1] and spoken[at : at + len(wanted)] == wanted
        ),
        None,
    )


def _overlapping(wanted: Sequence[str], spoken: Sequence[str]) -> int | None:
    size = len(wanted)
    if size < EVIDENCE.overlap_words or len(spoken) < size:
        return None
    need = Counter(wanted)
    window = Counter(spoken[:size])
    shared = sum((need & window).values())
    for at in range(len(spoken) - size + 1):
        if at:
            leaving, entering = spoken[at - 1], spoken[at + size - 1]
            shared -= window[leaving] <= need[leaving]
            window[leaving] -= 1
            window[entering] += 1
            shared += window[entering] <= need[entering]
        if shared >= EVIDENCE.overlap * size:
            return at
    return None


def _evidence(
    interaction: Interaction,
    text: str,
    spoken: Sequence[TextToken],
    at: int,
    count: int,
    supports: bool,
    check: str | None,
) -> Evidence:
    shown = spoken[at : at + min(count, EVIDENCE.longest_words)]
    cut = text[shown[0].start : shown[-1].end]
    if count > len(shown):
        cut += " …"
    return Evidence(
        quote=cut,
        interaction_id=interaction.id,
        question_number=interaction.question_number,
        offset_seconds=_offset(interaction, text, shown[0]),
        supports=supports,
        check=check,
    )


def _offset(interaction: Interaction, text: str, first: TextToken) -> float | None:
    """Return when the quote begins, in seconds from the interview's start, as far as known."""
    timed = interaction.words
    if timed and len(timed) == len(text.split()):
        begins = timed[text[: first.start].count(" ")].start_seconds
        if is_moment(begins):
            return begins
    begins_turn = interaction.offset_seconds
    return begins_turn if begins_turn is not None and is_moment(begins_turn) else None
