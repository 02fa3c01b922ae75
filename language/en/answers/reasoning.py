"""How reasons, conditions and figures are worded, and the steps of a problem that is solved aloud.

`SUPPORTS` are what an answer has beyond naming things, `STEPS` what is done aloud on the way to a
solution: each a name and the pattern that shows it in a sentence.
"""

import re
from collections.abc import Mapping

from language.en.stories.star_wording import OUTCOME, PLAIN_RESULT, PLANNED_ACTION
from language.en.text.number_words import COUNTS


def _compiled(wording: Mapping[str, str]) -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in wording.items()}


SUPPORTS = _compiled({
    "reason": r"\b(?:because|'cause|since (?!then|last|\d|the (?:start|beginning))|so that|"
    r"the reason|that's why|that is why|which means|meaning that|therefore|due to|thanks to|"
    r"in order to|otherwise)\b|[,;] so (?!on\b|forth\b|far\b)",
    "condition": r"\b(?:if|unless|until|as long as|in case|whether|depend(?:s|ing) on|"
    r"provided that|suppose|let's say|assum(?:e|ing))\b",
    "contrast": r"\b(?:but|instead|rather than|although|though|even if|however|whereas|except|"
    r"unlike|on the other hand|compared (?:to|with)|trade-?offs?|downside|not (?:just|only))\b",
    "figure": rf"\d|\b(?:{COUNTS}|half|third|quarter|twice|double|percent)\b",
    "plan": PLANNED_ACTION.pattern,
    "end": f"{OUTCOME.pattern}|{PLAIN_RESULT.pattern}",
})  # fmt: skip

STEPS = _compiled({
    "clarify": r"\b(?:assum\w+|clarify\w*|i(?:'d| would) (?:first )?(?:ask|want to know)|"
    r"(?:want|need|like) to (?:be sure|make sure|know|understand|find out)|is it (?:really|real)|"
    r"depends on|requirements?|constraints?|scope|who (?:are|is) the|what do (?:we|you) mean)\b",
    "order": r"\b(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|step|break (?:it|this|that)? ?down|"
    r"split|then|next|after that|finally|start (?:with|by)|let's begin|parts?)\b",
    "alternatives": r"\b(?:alternativ\w+|trade-?offs?|instead of|rather than|on the other hand|"
    r"versus|vs|compared (?:to|with)|another option|either|downside|drawback|at the cost of|"
    r"cheaper|pros and cons)\b",
    "reason": r"\b(?:because|so that|since|which means|the reason|therefore|that way|due to)\b",
    "verify": r"\b(?:test\w*|measur\w+|monitor\w*|edge cases?|verif\w+|check\w*|validat\w+|"
    r"metrics?|benchmark\w*|experiment|a/b|pilot|roll ?back|alert\w*)\b",
    "quantify": r"(?:\b\d[\d.,]*\s?(?:%|percent|k|thousand|million|billion|ms|seconds?|minutes?|"
    r"hours?|days?|weeks?|gb|mb|tb|users?|requests?|dollars?|euros?|times|qps|rps)|[$€£]\s?\d|"
    r"\b(?:hundred|thousand|million|billion|percent|half|twice)\b)",
})  # fmt: skip
