"""Processes on this machine that start, are seen and end together."""
