"""Signatures on reports: made with a key, and looked at."""
