"""What goes wrong through the world and not through a bug."""


class UserError(Exception):
    """Something the user can act on.

    The message is one Chinese sentence (or two): what happened, what it means, what to do. It is shown as it is,
    without a traceback; anything that is not a UserError is a bug and goes to the log.
    """
