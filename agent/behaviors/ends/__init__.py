"""What ends an interview in its room, each by way of `agent.ending`."""
