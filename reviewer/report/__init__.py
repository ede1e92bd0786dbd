"""A review in; files out."""
