"""The volume's pictures (概览): each drawn by itself, each a way to the place it shows."""
