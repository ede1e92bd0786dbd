"""A kept review analysed anew: what that changes, and the review that goes on from it."""
