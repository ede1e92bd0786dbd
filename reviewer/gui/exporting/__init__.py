"""The export of a review: what it shall say, its pages as they will be, and its files."""
