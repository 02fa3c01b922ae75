"""LiveKit rooms seen from the HTTP side: tokens, dispatch, watching."""
