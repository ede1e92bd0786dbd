"""The review on the policy's own file: a copy with highlights, notes and comments."""
