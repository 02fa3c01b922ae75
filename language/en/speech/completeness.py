"""Does a transcript so far sound finished? Words only; pure."""

import re

from language.observed import Completeness


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HOLD = re.compile(
    r"\b(let me (just )?(think|see|collect)|give me (a|one) (second|sec|moment|minute)"
    r"|(just )?(a|one) (second|sec|moment|minute)( please)?$|hang on|hold on|bear with me"
    r"|i need (a|one) (second|moment|minute)|let me have (a|one) (second|moment|minute))",
)
_REQUEST = re.compile(
    r"(\b(repeat|rephrase|say) (that|it|the question|this)\b"
    r"|\b(can|could|would|will) you\b.{0,80}$|\bwhat (do|did) you mean\b"
    r"|\b(next question|skip (this|that|it)|pass|move on)\b.{0,20}$"
    r"|\b(i don'?t know|no idea|not sure)$|\bgive me a hint\b|\b(that'?s (it|all)|i'?m done)$)"
)
_FILLERS = _words(
    """
    um uh er erm eh hm hmm mm ah like so well
    """
)
_DANGLING = _words(
    """
    a an the my your his her its our their this that these those some any each every another and
    or but nor because since although though while whereas if unless until when whenever where
    which who whose whom what how why than as to of in on at by for with from into onto about
    over under after before between through during against without within toward towards across
    along around behind beyond near per via i we you he they it she is are was were be been
    being am have has had do does did will would can could should may might must shall not very
    really just also even more most less basically actually literally maybe perhaps then plus
    versus like um uh er erm hm hmm mm ah i'm we're they're it's i've we've i'd we'd i'll we'll
    there's that's first second third finally mainly kind sort
    """
)
_COMPLETE_ANYWAY = _words(
    """
    that this those these it you me him her them before after too first second third
    """
)
_NEVER_LAST = _words(
    """
    a an the my your his its our their and or but nor because since although though while whereas if
    unless until whose than i we they he she um uh er erm hm hmm mm
    """
)
"""Of the dangling words those that no sentence ends with, whatever a recogniser sets after them."""

_LIST_OPENERS = re.compile(
    r"\b(first(ly)?,|first (of all|i|we)|one (thing )?(is|was)|(two|three|a few|several) (things|"
    r"reasons|steps|problems)|on the one hand)"
)
WORDS_OF_A_FIRST_POINT = 14
"""After this many words a list's first point has become the answer."""

_LIST_CLOSERS = re.compile(
    r"\b(second|secondly|then|finally|last|lastly|third|on the other hand|the other|another)\b"
)


def _list_was_just_begun(text: str) -> bool:
    opened = _LIST_OPENERS.search(text)
    if opened is None or _LIST_CLOSERS.search(text):
        return False
    return len(text[opened.end() :].split()) < WORDS_OF_A_FIRST_POINT


def completeness(text: str) -> Completeness:
    """Return how finished a transcript sounds.

    `HOLD`: asks for time. `REQUEST`: asks something of the interviewer or gives up, so there is
    nothing to wait for. `DANGLING`: stops after a word that needs another. `OPEN`: nothing marks an
    end. `DOUBTFUL`: an end is marked, but a list was begun and not continued, or the last word
    seldom ends a sentence. `COMPLETE`: everything else.
    """
    lowered = text.lower().strip()
    if not lowered:
        return Completeness.OPEN
    words = re.findall(r"[a-z0-9']+", lowered)
    if not words:
        return Completeness.OPEN
    tail = " ".join(words[-12:])
    if _HOLD.search(" ".join(words[-7:])) or all(word in _FILLERS for word in words):
        return Completeness.HOLD
    if lowered.endswith("?") or (len(words) <= 14 and _REQUEST.search(tail)):
        return Completeness.REQUEST
    if lowered.endswith(("...", "…", ",", "-", "–", "—", ":")):
        return Completeness.DANGLING
    last = words[-1]
    ends_sentence = lowered.endswith((".", "!"))
    if last in _DANGLING and not (ends_sentence and last in _COMPLETE_ANYWAY):
        marked = ends_sentence and last not in _NEVER_LAST
        return Completeness.DOUBTFUL if marked else Completeness.DANGLING
    if not ends_sentence:
        return Completeness.OPEN
    if _list_was_just_begun(lowered):
        return Completeness.DOUBTFUL
    return Completeness.COMPLETE


_BACKCHANNELS = _words(
    """
    okay ok right yeah yes yep mm mmhmm mhm mmm hmm hm uh uhhuh huh sure i see got it cool great
    alright ah oh wow mm-hm mm-hmm uh-huh
    """
)


def is_backchannel(text: str) -> bool:
    """Return whether words said over the interviewer only say "I am listening"."""
    words = re.findall(r"[a-z'-]+", text.lower())
    return 0 < len(words) <= 4 and all(word in _BACKCHANNELS for word in words)
