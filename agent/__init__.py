"""The live interview: who asks, how it is heard and spoken, and what happens beside it."""
