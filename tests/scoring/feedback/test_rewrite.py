"""A rewrite adds nothing that was not said."""

import pytest

from scoring.feedback.rewrite import unsaid_in

SAID = (
    "Um, so at Acme we had this report that took nine minutes, and I rewrote the query with "
    "Postgres and then it was faster, about 40 percent I think, and my manager Priya was happy."
)


@pytest.mark.parametrize(
    "rewrite",
    [
        "At Acme, one report took nine minutes. I rewrote it in Postgres: 40 percent faster.",
        "My manager Priya had a slow report. I rewrote its query. It was then 40 percent faster.",
        "The report took 9 minutes. Then I rewrote its query.",
        "I rewrote the query. The result was [your number] faster, and Priya was happy.",
        "Previously a report took nine minutes. Later it was faster. Rewriting did it.",
        "",
    ],
)
def test_what_was_said_may_be_said_better(rewrite: str) -> None:
    assert unsaid_in(rewrite, SAID) == ()


@pytest.mark.parametrize(
    ("rewrite", "unsaid"),
    [
        ("I rewrote the query and it was 60 percent faster.", ("60",)),
        ("The report took twelve minutes at Acme.", ("twelve",)),
        ("At Acme I rewrote the query with Oracle.", ("Oracle",)),
        ("I led and Priya promoted me.", ("led", "promoted")),
        ("My manager Priya Sharma was happy.", ("Sharma",)),
        ("PostgreSQL made it faster.", ("PostgreSQL",)),
        ("The report was slow. Oracle made it faster.", ("Oracle",)),
        ("Priya and I rewrote it. Sharma was happy.", ("Sharma",)),
        ("I rewrote the query. [40 or 70 percent] faster.", ("70",)),
        (
            "The report was faster. Every department copied our approach to reporting.",
            ("Every department copied our approach to reporting.",),
        ),
    ],
)
def test_new_numbers_names_and_claims_are_found(rewrite: str, unsaid: tuple[str, ...]) -> None:
    assert unsaid_in(rewrite, SAID) == unsaid
