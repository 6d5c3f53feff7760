"""Takes one source file (docx, xlsx, pdf, text) and gives its paragraphs and grids as plain data, read in a walled-off process."""
