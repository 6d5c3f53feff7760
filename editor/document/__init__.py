"""Takes a stored volume and gives the open document: apply, undo, redo, and what each of them changed."""
