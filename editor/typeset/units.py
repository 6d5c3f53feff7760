"""Lengths: a form gives millimetres, a page is laid out in points."""

MM = 72 / 25.4
"""Points in a millimetre."""
