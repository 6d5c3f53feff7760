"""The tree at the left of the window, and what can be done with projects."""
