"""HTML: a page's policy, without the menus, banners and footers around it."""

from reviewer.text.readers.html.reader import read

__all__ = ["read"]
