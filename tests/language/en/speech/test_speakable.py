"""Text fit for a voice."""

import pytest

from agent.interviewer.wordings.templates import load_templates
from core.interview import InterviewType
from language.en.speech.speakable import speakable
from language.en.text.sentences import count_questions, count_sentences
from prompts.interview_types import interview_types
from prompts.loader import load_questions

PAIRS = [
    ("**What** did you do?", "What did you do?"),
    ("Use `redis-cli` here.", "Use redis-cli here."),
    ("## Next\nWhat then?", "Next What then?"),
    ("See [the docs](https://example.org/a) first.", "See the docs first."),
    ("Look at https://example.org/x?y=1 now.", "Look at the link now."),
    ("It fell by 40%.", "It fell by 40 percent."),
    ("It fell by 99.9 %.", "It fell by 99.9 percent."),
    ("That is 3x faster.", "That is 3 times faster."),
    ("It took 250ms.", "It took 250 milliseconds."),
    ("We stored 5 GB.", "We stored 5 gigabytes."),
    ("It cost $5M.", "It cost 5 million dollars."),
    ("It cost €1,200.", "It cost 1,200 euros."),
    ("We had 10k users.", "We had 10 thousand users."),
    ("Between 5-10 people.", "Between 5 to 10 people."),
    ("The p95 was high.", "The 95th percentile was high."),
    ("It runs in O(n log n).", "It runs in O of n log n."),
    ("Fast, e.g. a cache.", "Fast, for example a cache."),
    ("Queues, caches, etc.", "Queues, caches, and so on."),
    ("Postgres vs. MySQL?", "Postgres versus MySQL?"),
    ("Why C++ and C#?", "Why C plus plus and C sharp?"),
    ("The CI/CD pipeline.", "The C I C D pipeline."),
    ("Client → server.", "Client to server."),
    ("Research & development.", "Research and development."),
    ("Read/write ratio?", "Read or write ratio?"),
    ("Wait — what happened?", "Wait, what happened?"),
    ("“Why” did it fail?", "Why did it fail?"),
    ("Good to see you 😀!", "Good to see you!"),
    ("Number #3.", "Number number 3."),
    ("At least ≥ 5?", "At least at least 5?"),
    ("Took 4,000 requests/day.", "Took 4,000 requests per day."),
    ("Up to 900 payments/s.", "Up to 900 payments per second."),
    ("At 120 km/h.", "At 120 kilometres per hour."),
    ("Flows of 600 l/min.", "Flows of 600 litres per minute."),
    ("It sends 5 MB/s.", "It sends 5 megabytes per second."),
    ("Paid $30/hour.", "Paid 30 dollars per hour."),
    ("With 10 patients/nurse.", "With 10 patients per nurse."),
    ("In day/night shifts.", "In day or night shifts."),
    ("Why did he/she leave?", "Why did he or she leave?"),
    ("A p95 < 200ms.", "A 95th percentile under 200 milliseconds."),
    ("It cost > $5M.", "It cost over 5 million dollars."),
    ("From 4.1 s to 1.3 s.", "From 4.1 seconds to 1.3 seconds."),
    ("About ±5 percent.", "About plus or minus 5 percent."),
    ("As an .NET Developer.", "As a dot net Developer."),
    ("Only .5 percent.", "Only 0.5 percent."),
    ("The .env file.", "The dot env file."),
    ("As a ML engineer.", "As an ML engineer."),
    ("As an UX designer.", "As a UX designer."),
    ("Paid 20 €/month.", "Paid 20 euros per month."),
    ("It cost 1.5m € a year.", "It cost 1.5 million euros a year."),
    ("> 500 users.", "over 500 users."),
    ("> A quote.", "A quote."),
    ("The 2019/2020 season.", "The 2019 to 2020 season."),
    ("At 50 Mbit/s.", "At 50 megabits per second."),
    ("At 1,200 rpm.", "At 1,200 revolutions per minute."),
    ("Within a hour.", "Within an hour."),
    ("At an university.", "At a university."),
    ("On a 8 hour shift.", "On an 8 hour shift."),
    ("Team A is first.", "Team A is first."),
    ("  Two   spaces. ", "Two spaces."),
    ("It’s fine.", "It's fine."),
]


@pytest.mark.parametrize(("written", "spoken"), PAIRS)
def test_symbols_units_and_markup_become_words(written: str, spoken: str) -> None:
    assert speakable(written) == spoken


@pytest.mark.parametrize(("written", "spoken"), PAIRS)
def test_what_is_speakable_stays_as_it_is(written: str, spoken: str) -> None:
    assert speakable(spoken) == spoken


def test_authored_wordings_pass_unchanged() -> None:
    for wordings in load_templates().wordings.values():
        for prompt in wordings:
            bare = prompt.text.replace("{{", "").replace("}}", "")
            assert speakable(bare) == bare


@pytest.mark.parametrize("kind", list(interview_types()))
def test_bank_questions_ask_one_thing_in_at_most_three_sentences(kind: InterviewType) -> None:
    for question in load_questions(kind):
        assert count_sentences(question.text) <= 3, question.id
        assert count_questions(question.text) <= 1, question.id
        for probe in question.probes.values():
            assert count_sentences(probe) == 1, (question.id, probe)
        for hint in question.hints:
            assert count_sentences(hint) <= 2, (question.id, hint)
