"""Models that run on this machine, served on loopback in the providers' own formats."""
