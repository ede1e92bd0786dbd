"""Comments where they stand: beside the text, under its words, and reached by key."""
