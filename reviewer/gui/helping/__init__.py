"""Help inside the program: how a review goes, chapter by chapter."""
