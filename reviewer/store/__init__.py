"""Everything that is read back later: rulebook, settings."""
