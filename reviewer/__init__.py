"""Reviews privacy policies: clauses, checklists, and a report to sign."""

__version__ = "0.1.0"
