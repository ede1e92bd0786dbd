"""A colleague's review of the same text beside one's own."""
