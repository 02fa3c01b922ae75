"""The tuned numbers of this room: each with its range and its unit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RequestNumbers:
    """From where on words are a request, an order to the program or another language. Tuned on
    the open halves of `bench/meant` and `bench/foreign`."""

    request_words: int = 30
    """A longer utterance is an answer; what it ends with may be a request (20 to 50 words)."""
    trailing_words: int = 40
    """After at most this many words a request in the last sentence still counts (25 to 60
    words)."""
    flagged_answer_words: int = 40
    """An injection attempt inside an answer of this length is flagged, and the answer stands (20 to
    60 words)."""
    guess_stems: int = 2
    """With this many words of content after "I don't know, but", an utterance is an answer (1 to 4
    words)."""
    asks: float = 0.75
    """From this probability on a short utterance is a request, where both are equally frequent (.5
    to .9 probability)."""
    asks_at_the_end: float = 0.9
    """The same for the last sentence of a longer one (.8 to .98 probability)."""
    asks_as_a_phrase: float = 0.3
    """The same where a known phrase says it too (.15 to .5 probability)."""
    sure: float = 0.85
    """A stop or a skip below this is asked about (.75 to .95 probability)."""
    whole: float = 0.9
    """A phrase that takes up this share of an utterance is all that was said (.8 to 1 share)."""
    most: float = 0.3
    """A phrase that takes up more than this share of a question is what it asks (.2 to .5
    share)."""
    enough_words: int = 8
    """Fewer words than this are no text that could be in a language as a whole (5 to 12 words)."""
    foreign_share: float = 0.15
    """Share of foreign small words from which a text is in another language (.1 to .25 share)."""
    other_script_share: float = 0.3
    """Share of letters of another script from which a text is in another language (.2 to .5
    share)."""
    spoken_script_share: float = 0.1
    """With more letters beyond English than this share, a sentence is not spoken (.05 to .2
    share)."""
    spoken_words: int = 5
    """So many words of English have one small word among them (4 to 8 words)."""
    near_words: int = 10
    """So many before and after a phrase tell who says it of whom (6 to 15 words)."""
    edge: int = 3
    """This many words at either end of an utterance count by their place (2 to 5 words)."""
    fits: float = 0.4
    """With less than this share of a topic's weight in it a question is not about the topic (.25 to
    .6 share)."""
    beside_share: float = 0.5
    """What a word is worth that stands in a question's answers only, not in what is asked (.25 to
    .75 share)."""
    alike: float = 0.4
    """From this similarity of meaning on a question is about a topic (.3 to .55 cosine)."""
    run: int = 3
    """Roles are looked at in runs of at most this many, four at the beginning (2 to 4 words)."""
    short: int = 6
    """An utterance of at most this many words is told by all of its roles (4 to 10 words)."""


REQUESTS = RequestNumbers()
