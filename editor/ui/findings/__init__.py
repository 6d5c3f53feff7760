"""Takes the model of findings and gives the panel in which they are seen, put right and set aside."""
