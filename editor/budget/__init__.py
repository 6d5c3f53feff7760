"""Takes a volume and its form and gives every printed budget table, where each figure comes from, and the narrative written from them."""
