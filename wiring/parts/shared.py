"""What all job processes share: read by the process that they are forked from.

Memory that a job only reads stays that of its parent, and nothing of this is read while a candidate
waits.
"""

from agent.interviewer import read_authored
from llm.certificates import trusted_certificates

AUTHORED = read_authored()
trusted_certificates()
