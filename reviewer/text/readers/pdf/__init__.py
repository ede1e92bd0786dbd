"""PDF: glyphs on pages put together to lines, paragraphs, headings, lists and tables."""

from reviewer.text.readers.pdf.reader import read

__all__ = ["read"]
