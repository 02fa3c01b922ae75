"""Every part is killed in turn while somebody is being interviewed aloud."""
