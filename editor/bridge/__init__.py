"""Takes an open document and gives Qt models, signals and painted pages over it."""
