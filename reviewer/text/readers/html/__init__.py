"""HTML: a page's policy, without the menus, banners and footers around it."""

from reviewer.text.readers.html.read import read

__all__ = ["read"]
