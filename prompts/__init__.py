"""All authored language, and the loader that fails on a wrong placeholder."""

from prompts.loader import Prompt, load_prompt, load_questions, load_yaml

__all__ = ["Prompt", "load_prompt", "load_questions", "load_yaml"]
