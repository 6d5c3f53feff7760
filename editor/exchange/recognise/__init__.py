"""Takes raw documents and form packs and gives a Volume, with an account of what was taken, mended and not understood."""
