"""Keys that the user can choose: which is whose, what is free, and the page for it."""
