"""Many policies in one table: those of a folder, and those that are open."""
