"""Takes a Volume and its Form and gives findings with place, severity, message and fixes."""
