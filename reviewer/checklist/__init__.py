"""Disclosures and requirements in; findings out."""
