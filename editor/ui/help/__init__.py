"""The help (F1): its pages in a window of their own, with contents, search and a way to what the clerk is at."""
