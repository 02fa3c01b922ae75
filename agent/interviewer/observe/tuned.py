"""The tuned numbers of this room: each with its range and its unit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ObserverNumbers:
    """What an utterance is by its words alone. Held against the transcripts of `bench/meant` and
    the simulated interviews of `harness/simulation`."""

    off_topic_stems: int = 6
    """With fewer words of its own than this nothing is off-topic: vague is not beside the point (4
    to 10 words)."""
    echo_share: float = 0.8
    """Share of an utterance's content stems found in the question that makes it an echo of it (.6
    to .95 share)."""
    answer_beside_words: int = 8
    """With this many words, and `answer_beside_stems`, beside an order to the program, the answer
    is what counts (5 to 15 words)."""
    answer_beside_stems: int = 2
    """So many of them are the question's (1 to 4 words)."""
    surely_an_answer: float = 0.8
    """From this confidence on an answer stays one, though it has the form of a question (.6 to .95
    probability)."""
    told_share: float = 0.8
    """A note with this share of its words in something told before has been told (.6 to .95
    share)."""


OBSERVED = ObserverNumbers()
