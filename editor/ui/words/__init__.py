"""Takes the clerk's own word list and gives the dialog it is edited in."""
