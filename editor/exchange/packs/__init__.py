"""Takes a form pack file from a stick and gives its manifest and files, once signature and checksums hold; puts packs in their place."""
