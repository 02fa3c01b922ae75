"""The interviewer: prepares an interview, decides every move in code, and finds the words.

It knows no room and no database; text and voice interviews run the same live graph.
"""

from agent.interviewer.building import Authored, build_interviewer, read_authored
from agent.interviewer.prepare.memory import Memory, StoredMemory
from agent.interviewer.prepare.preparation import GraphPlanner
from agent.interviewer.prepare.research import Researcher
from agent.interviewer.prepare.similarity import BankSimilarity
from agent.interviewer.prepare.web_search import build_web_search
from agent.interviewer.traced_scoring import TracedAssessor, TracedJudge
from agent.interviewer.tracing import Tracing, build_tracing

__all__ = [
    "Authored",
    "BankSimilarity",
    "GraphPlanner",
    "Memory",
    "Researcher",
    "StoredMemory",
    "TracedAssessor",
    "TracedJudge",
    "Tracing",
    "build_interviewer",
    "build_tracing",
    "build_web_search",
    "read_authored",
]
