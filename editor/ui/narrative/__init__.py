"""Takes the session and a section of part one and gives an editor of its paragraphs."""
