"""Sentences that are addressed to a grader instead of to the interviewer.

A finding flags and never blocks: the answer is then judged with and without the sentence, and the
lower level counts (`docs/formulas.md#words-to-the-grader`).
"""

import re

from language.en.text.tokens import sentences

_GRADER = r"(?:grader|evaluator|assessor|judge|examiner|scorer|rater|scoring (?:system|model)|llm)"
_MODEL = r"(?:ai|assistant|language model|model|system|chatbot|gpt)"
_SCORE = r"(?:scores?|points?|marks?|grades?|rating|levels?)"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|rules?|rubric|"
        r"prompts?|guidelines?|criteria|above|previous|everything)\b",
        r"\b(?:give|award|assign|grant|rate|score|grade|mark|put)\b.{0,30}"
        r"\b(?:me|this|my|it|him|her|them|the (?:candidate|answer|speaker))\b.{0,40}"
        r"\b(?:full|maximum|max|highest|top|perfect|best|excellent|four|five|ten|hundred|100|"
        r"10|5|4)\b",
        rf"\b(?:full|maximum|max|highest|top|perfect)\b.{{0,20}}\b{_SCORE}\b",
        rf"\b(?:dear|hey|hello|hi|attention|note (?:to|for)|message (?:to|for)|listen),?"
        rf"\s(?:the\s)?{_GRADER}\b",
        r"\b(?:if you are|you are|you're|as) (?:now )?(?:an? |the )?(?:\w+ )?"
        rf"(?:{_GRADER}|{_MODEL})\b",
        rf"\b{_GRADER}\b.{{0,40}}\b(?:should|must|will|please|has to|needs to|is (?:told|asked))\b",
        rf"\b(?:set|change|raise|make)\b.{{0,12}}\b(?:my|this answer's|the) {_SCORE}\b.{{0,12}}"
        rf"\b(?:to|be|at)\b",
        rf"\b{_SCORE}\b\s*(?:[:=]|is|are|equals)\s*(?:4|5|10|100|four|five|ten|perfect|max\w*)\b",
        r"(?:</?\s*(?:system|user|assistant|answer|instructions?|rubric)\b|\[/?inst\]|<\|)",
        r"\b(?:system|developer) (?:prompt|message|note|override|instruction)s?\b",
        r"\bnew instructions?\b|\bend of (?:the )?(?:answer|transcript|speech)\b",
        r"\b(?:output|respond|reply|return|answer) (?:only )?(?:with )?.{0,12}"
        r"\b(?:json|level|score)\b",
        r"\bpretend\b.{0,40}\b(?:answer|grad|scor|perfect|correct|expert)",
        r"\b(?:this|the) (?:answer|response|candidate) (?:is|was|deserves|meets|satisfies|covers|"
        r"should (?:get|receive|be))\b.{0,30}\b(?:perfect|all|every|full|highest|maximum|"
        r"excellent|level|complete\w*|top)\b",
        r"\b(?:all|every) (?:the )?(?:checks?|criteria|dimensions?|boxes|key points)\b.{0,30}"
        r"\b(?:true|met|passed?|satisfied|fulfilled|covered)\b",
        r"\b(?:ignoriere|ignorez|ignora|oublie[zr]?|vergiss)\b",
    )
)


def flagged_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text that look addressed to a grader, in order."""
    return tuple(
        sentence.text
        for sentence in sentences(text)
        if any(pattern.search(sentence.text) for pattern in _PATTERNS)
    )


def without(text: str, flagged: tuple[str, ...]) -> str:
    """Return the text without the flagged sentences."""
    left_out = set(flagged)
    return " ".join(s.text for s in sentences(text) if s.text not in left_out)
