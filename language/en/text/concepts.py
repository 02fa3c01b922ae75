"""Words that say the same thing at work, so that a point counts in the speaker's own words.

Only near synonyms stand in a group, and no word in two: a point is still found by all of its words
together, in one stretch of a sentence. Misconceptions are found by their very words instead, since
what is held against somebody must have been said.
"""

from functools import lru_cache

from language.en.text.tokens import stem

_GROUPS = """
tell inform notify communicate announce
manager boss supervisor superior
customer client buyer shopper
colleague coworker teammate peer
fix repair solve resolve
problem issue trouble
error mistake bug defect
fail crash
deploy release ship launch rollout
undo revert rollback
remove delete erase discard
check verify confirm validate ensure
monitor watch observe
fast quick rapid swift
expensive costly
cheap inexpensive
big large huge
small little tiny minor
important crucial essential vital
begin start
stop halt quit
choose pick select
angry mad furious upset annoyed
happy pleased satisfied glad
difficult hard tough
easy simple
wrong incorrect false
improve better enhance
reduce decrease lower lessen
increase raise grow rise
help assist
duplicate twice double
split divide separate
join merge combine
keep retain maintain preserve
save store persist
notice spot detect
find discover locate
cause reason
estimate guess
assume suppose
revenue income turnover
cost expense
price fee
owner responsible accountable
postmortem retrospective debrief
goal aim target objective
risk danger hazard
option alternative choice
conflict argument dispute disagreement quarrel
propose suggest recommend
promise commit commitment
teach coach mentor
hire recruit
result outcome
picture image photo
page site website
phone mobile smartphone
limit cap maximum
delay postpone
safe secure
private confidential
whole entire
approve authorize permit allow
refuse reject decline deny
worry concern fear afraid
explain clarify
meeting conversation talk discussion
patient calm
praise thank
example instance
step stage phase
often frequently
regularly periodically
company employer firm
staff employee worker
document record note
proof evidence
urgent pressing
feedback criticism
understand grasp comprehend
simplify shorten
buy purchase
earn gain
warn alert
"""
_CONCEPTS = {
    stem(word): stem(group.split()[0])
    for group in _GROUPS.strip().splitlines()
    for word in group.split()
}


@lru_cache(maxsize=50_000)
def concept(word: str) -> str:
    """Return what a lower-case word stands for: the stem of its group, or its own stem."""
    stemmed = stem(word)
    return _CONCEPTS.get(stemmed, stemmed)
