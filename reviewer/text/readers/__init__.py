"""One module a format, one signature: bytes in, an ``Extract`` out."""
