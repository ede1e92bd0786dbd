"""A copy of the original that shows the review: asked for, made in a helper, told of."""
