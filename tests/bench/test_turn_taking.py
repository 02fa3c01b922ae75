"""Drawn people pause as people do, and ours takes the floor from fewer of them than before."""

import pytest

from bench.turn_taking.people import Kind, Person, Place, draw_people, shares
from bench.turn_taking.policies import Before, Fixed, Ours, Policy
from bench.turn_taking.replay import Met, Replay
from bench.turn_taking.report import table, touched

PEOPLE = tuple(person for seed in range(3) for person in draw_people(seed))


def played(new: type[Policy] | None = None, policy: Policy | None = None) -> list[Met]:
    """Return what everybody met under a policy, a fresh one for each."""
    replay = Replay(seed=7)
    for number, person in enumerate(PEOPLE):
        chosen = policy if policy is not None else new() if new is not None else Ours()
        replay.play(number, person, chosen)
    return replay.met


def over(met: list[Met], kind: Kind | None = None) -> float:
    """Return which share of the pauses was talked over."""
    pauses = [m for m in met if m.place is not Place.END and (kind is None or m.kind is kind)]
    return sum(m.talked_over for m in pauses) / len(pauses)


def test_the_same_seed_draws_the_same_people_and_another_one_draws_others() -> None:
    assert draw_people(4) == draw_people(4)
    assert draw_people(4) != draw_people(5)


def test_drawn_pauses_have_the_shares_of_spontaneous_speech() -> None:
    many = tuple(person for seed in range(10) for person in draw_people(seed))
    measured = {
        Place.BETWEEN: {0.4: 0.79, 0.8: 0.37, 1.2: 0.17, 2.0: 0.04},
        Place.WITHIN: {0.4: 0.64, 0.8: 0.24, 1.2: 0.10, 2.0: 0.02},
    }
    for place, expected in measured.items():
        assert shares(many, place) == pytest.approx(expected, abs=0.06)


def test_there_is_always_a_slow_and_a_stress_person() -> None:
    def pauses(person: Person) -> list[float]:
        return [p.seconds for a in person.answers for p in a.pauses if p.place is not Place.END]

    slow, stress = draw_people(9)[-2:]
    assert slow.median_seconds == 1.0
    assert all(1.2 <= seconds <= 2.0 for seconds in pauses(stress))


def test_ours_talks_over_less_than_half_of_what_was_talked_over_before() -> None:
    before, ours = played(Before), played()
    assert over(ours) < over(before) / 2
    assert sum(touched(ours)) < sum(touched(before)) * 0.7
    assert over(ours, Kind.STRESS) < 0.2 < over(before, Kind.STRESS)


def test_a_fixed_silence_is_answered_at_the_same_moment_always() -> None:
    met = played(policy=Fixed(2.0))
    assert over(met) < over(played(policy=Fixed(0.7)))
    ends = {m.reply_seconds for m in met if m.place is Place.END}
    assert min(ends) == pytest.approx(2.12)


def test_the_table_has_a_column_for_each_policy() -> None:
    head, rule, *rows = table({"one": played(), "two": played(Before)})
    assert head == "| | one | two |"
    assert rule.count("---:") == 2
    assert all(row.count("|") == 4 for row in rows)
