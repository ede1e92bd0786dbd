"""What is laid out and painted; it shows and emits, never decides."""
