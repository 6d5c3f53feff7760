"""Takes nothing but the standard library and gives the values of a volume, its places, its readings and its edits."""
