"""Learns the category models from labelled policies; needs the extra ``train``."""
