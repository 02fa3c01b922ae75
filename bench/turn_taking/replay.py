"""One person's interview under one policy, on word times alone: no room, no model, no clock.

A reply is heard when the policy's wait is over, and the words have been recognised and answered
with sound; then it still has to reach the ear. It talks over a pause when it was let go before
voice activity could tell that the person had gone on.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from agent.speech.nods import NODS, is_due
from agent.speech.turn_policy import Asked
from bench.turn_taking.people import Kind, Pause, Person, Place
from bench.turn_taking.policies import Policy
from language.en.english import ENGLISH

LOOK_SECONDS = 0.16
"""Silence after which what was said so far is sent off."""
VOICE_LAG_SECONDS = 0.1
"""How long after a voice has returned voice activity tells so."""
PREPARED_SECONDS = 0.51
"""First token and first audio of the hosted providers."""
TRANSPORT_SECONDS = 0.12
"""From the first frame to the candidate's ear."""
NOD_SECONDS = 0.4
RECOGNITION_SECONDS, RECOGNITION_SPREAD = 0.25, 0.78
"""Median of the hosted recogniser, and the deviation of the logarithms that gives p99 1.54 s."""
STOP_WITHIN = 0.43
"""How often tiny.en ends a text cut in mid-sentence with a full stop."""


@dataclass(frozen=True, slots=True)
class Met:
    """What became of one pause. `reply_seconds` is when a reply would be heard in it; `split` tells
    that the voice came back too late to go on with the same turn."""

    person: int
    kind: Kind
    answer: int
    following_up: bool
    place: Place
    talked_over: bool
    taken_back: bool
    split: bool
    reply_seconds: float
    first_sound_seconds: float
    nodded: bool
    nod_met: bool
    speech_seconds: float


@dataclass
class Replay:
    """Plays people to policies. With `stops_doubled` texts cut in mid-sentence may end with a full
    stop, as a small recogniser writes them."""

    seed: int
    stops_doubled: bool = True
    met: list[Met] = field(default_factory=list)

    def play(self, number: int, person: Person, policy: Policy) -> None:
        """Play all answers of a person; the same seed hands out the same delays and full stops."""
        chance = random.Random(self.seed * 1000 + number)
        for n, answer in enumerate(person.answers):
            policy.begin(Asked(answer.kind, answer.following_up))
            spoken, last_nod = 0.0, -math.inf
            for pause in answer.pauses:
                spoken += pause.speech_seconds
                text = self._as_heard(pause, chance)
                known = LOOK_SECONDS + chance.lognormvariate(
                    math.log(RECOGNITION_SECONDS), RECOGNITION_SPREAD
                )
                wait = policy.wait(text)
                let_go = max(wait, known + PREPARED_SECONDS)
                over = let_go < pause.seconds + VOICE_LAG_SECONDS
                nod_at = max(NODS.after_seconds, known)
                nodded = (
                    nod_at < pause.seconds
                    and nod_at <= wait - NODS.before_reply_seconds
                    and is_due(text, ENGLISH.completeness(text), spoken + nod_at - last_nod)
                )
                if nodded:
                    last_nod = spoken + nod_at
                heard_at = let_go + TRANSPORT_SECONDS
                self.met.append(
                    Met(
                        person=number,
                        kind=person.kind,
                        answer=n,
                        following_up=answer.following_up,
                        place=pause.place,
                        talked_over=over and pause.place is not Place.END,
                        taken_back=wait < pause.seconds and not over,
                        split=over
                        and pause.place is not Place.END
                        and pause.seconds - heard_at > policy.joins_seconds,
                        reply_seconds=heard_at,
                        first_sound_seconds=nod_at + TRANSPORT_SECONDS if nodded else heard_at,
                        nodded=nodded,
                        nod_met=nodded and pause.seconds < nod_at + NOD_SECONDS,
                        speech_seconds=pause.speech_seconds,
                    )
                )
                if pause.place is not Place.END:
                    policy.went_on(text, pause.seconds, over)
                    spoken += pause.seconds

    def _as_heard(self, pause: Pause, chance: random.Random) -> str:
        text = pause.text
        if pause.place is Place.WITHIN:
            text = text.rstrip(",")
            if chance.random() < STOP_WITHIN and self.stops_doubled:
                text = f"{text}."
        return text


def worst_share(met: Sequence[Met]) -> float:
    """Return the largest share of a person's pauses talked over, the stress person left out."""
    people = {one.person for one in met if one.kind is not Kind.STRESS}
    return max(
        (
            sum(one.talked_over for one in pauses) / len(pauses)
            for person in people
            if (pauses := [m for m in met if m.person == person and m.place is not Place.END])
        ),
        default=0.0,
    )
