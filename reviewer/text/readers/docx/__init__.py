"""Word documents: their text as Word shows it, with automatic numbers and accepted changes."""

from reviewer.text.readers.docx.reader import read

__all__ = ["read"]
