"""A nod as sound, and its echo. It is no turn and takes no floor; `speech.nods` tells when."""
