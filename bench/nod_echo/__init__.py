"""Whether nods that come back through the microphone spoil what is heard."""
