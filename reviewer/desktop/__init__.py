"""Makes the program known to the desktop: menu entry, icons and the type of review files."""
