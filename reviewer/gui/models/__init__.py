"""Item models over findings: adapters without state of their own."""
