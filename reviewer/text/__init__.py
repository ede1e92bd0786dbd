"""Bytes in, a :class:`~reviewer.model.policy.Policy` out."""
