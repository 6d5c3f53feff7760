"""Takes a form pack (data under resources/forms) and gives a typed, validated Form."""
