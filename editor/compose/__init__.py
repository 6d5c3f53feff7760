"""Takes a Volume and its Form and gives neutral blocks: cover, contents, headings, paragraphs, tables, page rules."""
