"""What a new password must be: NIST SP 800-63B's rule, long and not among the common ones."""

from zxcvbn.frequency_lists import FREQUENCY_LISTS

SHORTEST, LONGEST = 10, 128

_COMMON = frozenset(word for word in FREQUENCY_LISTS["passwords"] if len(word) >= SHORTEST)
"""The 1,090 commonest passwords of this length, from lists of stolen ones."""


def checked(password: str) -> str:
    """Return a new password; raises `ValueError` for one that is blank or common in any case."""
    if not password.strip():
        raise ValueError("A password of blanks alone is easily guessed.")
    if len(set(password)) == 1 or password.strip().lower() in _COMMON:
        raise ValueError("This is one of the most common passwords. Please think of another.")
    return password
