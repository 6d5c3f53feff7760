"""Takes the session and a project and gives its goal sheet as the paper has it, to be written in."""
