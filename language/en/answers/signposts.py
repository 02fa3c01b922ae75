"""Words that show the order of an answer, and those that bring it to a close."""

import re

SEQUENCE = re.compile(
    r"\b(?:first(?:ly| of all)?|second(?:ly)?|third(?:ly)?|to begin with|to start|then|next|"
    r"after (?:that|this|which)|afterwards|later|meanwhile|finally|in the end|lastly|"
    r"on the one hand|on the other hand|for example|in addition|before that)\b",
    re.IGNORECASE,
)
CLOSE = re.compile(
    r"\b(?:in (?:short|summary|the end|conclusion)|to (?:sum up|conclude|summari[sz]e)|overall|"
    r"so (?:overall|that's|that is|the|in|i|we)|as a result|the (?:result|outcome|lesson)|"
    r"which (?:led|meant|resulted)|that's (?:why|how)|that is (?:why|how)|ultimately|"
    r"(?:i|we) (?:learned|learnt)|since then|eventually|therefore|what i took|finally)\b",
    re.IGNORECASE,
)
