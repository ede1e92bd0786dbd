"""Two versions of a policy side by side, and decisions carried from one to the other."""
