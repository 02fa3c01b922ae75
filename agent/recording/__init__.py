"""Keeps both voices of an interview, for candidates who asked for it."""

from agent.recording.recorder import Recorder

__all__ = ["Recorder"]
