"""Policy and rulebook in; clauses and disclosures out."""
