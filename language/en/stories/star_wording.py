"""How people word a situation, a task, a result, a plan, a habit (for `star`)."""

import re

from language.en.text.lexicon import one_of
from language.en.text.number_words import COUNTS


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"\b" + one_of(*alternatives), re.IGNORECASE)


def _listed(words: str) -> list[str]:
    return words.split()


_JOB = one_of(
    *_listed("""job role company position team employer project internship workplace startup
    school university degree""")
)
_MONTH = one_of(
    *_listed("""january february march april june july august september october november
    december""")
)
_NUMBER = one_of(
    r"\d[\d,.]*",
    *_listed("half twice double triple zero"),
    COUNTS,
)
_UNIT = one_of(
    "%",
    "per cent",
    r"x\b",
    *_listed("""percent seconds? milliseconds? ms minutes? hours? days?
    weeks? months? users? customers? times? incidents? tickets?"""),
)
_CHANGE = one_of(
    "went (?:down|up|from)",
    *_listed("""reduc cut increas improv grew dropp decreas rais
    doubl halv shorten lower rose fell"""),
)
_PEOPLE = one_of("feedback", "the manager", "my manager", "the customer", "the client", "they",
    "leadership")  # fmt: skip
_REACTED = one_of(
    r"told (?:me|us)",
    *_listed("""said thanked praised adopted approved agreed promoted
    renewed signed kept rated"""),
)
_I_WOULD = "(?:i'd|i would|i'll|i will|i'm going to|i could)"

PLACED = _pattern(
    r"(?:last|this past|earlier this) "
    r"(?:year|month|week|spring|summer|autumn|fall|winter|quarter)",
    r"(?:in|since|during|around) (?:early |late |mid-?)?(?:19|20)\d\d\b",
    r"(?:\w+|\d+) (?:years?|months?|weeks?|summers?|jobs?|companies|projects?|roles?) (?:ago|back)",
    r"when (?:i|we) (?:was|were|worked|joined|started|led|ran|had|moved|took)\b",
    r"(?:at|in|on|with|for) (?:my|our|the|a) (?:\w+ )?"
    r"(?:previous|last|former|current|first|old|present) \w+",
    rf"(?:at|in|during|on) my (?:\w+ )?{_JOB}\b",
    r"while (?:i was|we were|working|leading)\b",
    rf"(?:in|at|on|with) (?:previous|last|former|current|old|first) {_JOB}\b",
    r"(?:at|in) (?:university|school|college|uni)\b",
    r"(?:the|my) (?:year|month|week|day|summer|first (?:year|month|week)) (?:that |when )?i "
    r"(?:joined|started|came|arrived|moved)\b",
    r"(?:before|after|until) i (?:came|joined|started|moved|left)\b",
    r"(?:early|earlier|later) in my career\b",
    r"i was (?:working|leading|interning|running|part of|on a team|the \w+ (?:for|on|of|at))",
    r"(?:back|over) (?:in|at) (?:my|the|20\d\d)",
    rf"(?:in|last) {_MONTH}\b",
)
VAGUELY_PLACED = _pattern(
    r"(?:one time|once|one day|there was (?:a|this|one)|a time when|at (?:one|some) point)\b",
    r"(?:on|in) (?:a|one|this|that|our) (?:\w+ ){0,2}"
    r"(?:project|team|product|service|sprint|release|case|system)\b",
    r"(?:we|i) (?:had|were having|was having|faced|ran into|inherited) (?:a|an|the|some|this)\b",
    r"(?:my|our) (?:team|manager|company|colleague|client|customer|boss)\b",
)
OWN_TASK = _pattern(
    r"i (?:had|needed|was (?:asked|told|assigned|expected|supposed|hired|brought in))"
    r" (?:\w+ )?to\b",
    r"i was (?:\w+ )?(?:responsible|accountable|in charge)\b",
    r"my (?:\w+ )?(?:task|job|goal|role|responsibility|assignment|objective|part) "
    r"(?:was|were|became)\b",
    r"(?:the|our) (?:\w+ )?(?:goal|task|objective|target|aim|deadline|challenge) "
    r"(?:was|were|for)\b",
    r"(?:it was|that was|fell) (?:up to|on|to) me\b",
)
SHARED_TASK = _pattern(
    r"we (?:\w+ )?(?:had|needed|were asked|were supposed|wanted) to\b",
    r"(?:the|our|my) (?:\w+ )?(?:problem|issue|question|difficulty) (?:was|is)\b",
    r"i (?:wanted|decided|set out) to\b",
    r"(?:needed|had|have) to be (?:\w+ed|done)\b",
    r"(?:responsible for|in charge of|the deadline)\b",
)
OUTCOME = _pattern(
    r"as a result\b",
    r"the (?:end |final )?(?:result|outcome|effect|impact) was\b",
    r"(?:which|that|this|it) (?:\w+ )?"
    r"(?:resulted in|led to|meant that|saved|allowed|enabled|brought)\b",
    rf"{_CHANGE}\w*\b[^.?!]{{0,60}}\b{_NUMBER}\b",
    rf"(?:from|to|by|under|within) (?:\w+ ){{0,2}}{_NUMBER} ?{_UNIT}",
    r"(?:i|we) (?:\w+ )?(?:learned|learnt|realised|realized|took away)\b",
    r"(?:the|my) (?:lesson|takeaway)\b",
    rf"{_PEOPLE} (?:\w+ )?{_REACTED}\b",
    r"(?:shipped|delivered|released|launched|finished|went live) (?:\w+ ){0,4}"
    r"(?:on time|on schedule|early|a (?:day|week|month) (?:early|late|ahead|before)|ahead of)",
    r"(?:never|not|no|hasn't|haven't|didn't) (?:\w+ ){0,3}(?:again|since|after that)\b",
)
PLAIN_RESULT = _pattern(
    r"(?:in the end|eventually|finally|ultimately|at the end|afterwards|since then)\b",
    r"(?:it|that|everything|this) (?:\w+ )?(?:worked|went well|turned out|paid off)\b",
    r"(?:it|that|everything|this) (?:\w+ )?was "
    r"(?:a success|successful|fixed|solved|resolved|done|finished)\b",
    r"(?:was|were) (?:\w+ )?(?:happy|pleased|satisfied|successful)\b",
    r"the (?:problem|issue|bug|project|release|conflict) (?:was|got|went) (?:\w+ )?"
    r"(?:solved|fixed|resolved|finished|away|done|live)",
    r"so (?:we|i) (?:managed|were able|was able|made it|finished|got)\b",
    r"(?:we|i) (?:\w+ )?"
    r"(?:managed to|succeeded|made it|met the deadline|got it (?:done|working))",
)
PLANNED_ACTION = _pattern(
    rf"{_I_WOULD} (?:first |then |also |probably |start by |begin by |next )*[a-z]{{3,}}"
)
UNDERSTOOD = _pattern(
    r"(?:first|before)[^.?!]{0,40}\b(?:understand|find out|clarify|ask|check|listen|learn)\b",
    rf"{_I_WOULD} (?:\w+ )?(?:want to|need to|try to|make sure i|like to)? ?"
    r"(?:understand|find out|clarify|ask (?:why|what|how|them|him|her|whether)"
    r"|check whether|listen)\b",
    r"(?:it |that )?depends on (?:whether|how|what|who|the)\b",
    r"the (?:risk|constraint|question|tension|trade-?off) (?:here |is )",
)
PARTLY_UNDERSTOOD = _pattern(
    r"(?:understand|clarify|ask|assum\w+|depends)\b",
    r"the (?:problem|issue|priority|important thing)\b",
    r"if (?:it|they|the|we|there|he|she)\b",
)
EXPECTED_RESULT = _pattern(
    r"so that\b",
    r"i(?:'d| would|'ll) (?:\w+ )?(?:know|measure|check|follow up|review|verify|confirm)\b",
    r"(?:success|done) (?:would|means|looks)\b",
    r"(?:that|this) way\b",
    r"(?:the|a good) (?:outcome|result)\b",
)
HOPED_RESULT = _pattern(
    r"(?:hopefully|in the end|to make sure|because)\b",
    r"would (?:help|work|solve|avoid|keep)\b",
)
HABITUAL = _pattern(
    r"(?:usually|always|often|typically|generally|normally|whenever|every time|tend to"
    r"|in general|sometimes|many times)\b"
)
HYPOTHETICAL = _pattern(
    r"(?:i|we|you) (?:would|should|could)\b",
    r"(?:i|we|you)'d (?!had|been|better)",
    r"(?:i think|i believe|in my opinion|it's important|it is important)\b",
    r"(?:one|people) should\b",
)
SELF = _pattern(
    r"i(?:'m| am) (?:a|an|very|really|quite|good|great|someone|the kind|always|known|pretty)\b",
    r"i have (?:good|great|strong|excellent|a lot of)\b",
    r"(?:my (?:biggest )?(?:strength|weakness)|people say i)\b",
)
ANOTHER_EXAMPLE = _pattern(
    r"(?:another (?:example|time|one|project|situation)|also once|a(?: second| third) example"
    r"|other examples?|other times)\b"
)
