"""Takes models and signals of the bridge and gives widgets; they do not know each other."""
