"""What to tell a person when something failed that no rule speaks of; an error's own text may hold names."""


def database_trouble(problem: BaseException) -> str:
    """`the database does not answer` or `the database is busy`; empty for anything else."""
    from models.database import is_away, is_busy

    if is_away(problem):
        return "the database does not answer"
    return "the database is busy" if is_busy(problem) else ""


def trouble(problem: Exception) -> str:
    """What happened and whom to ask, in a sentence."""
    said = database_trouble(problem) or f"something failed ({type(problem).__name__})"
    return f"{said[:1].upper()}{said[1:]}; ask whoever looks after it."


def noted(problem: Exception) -> str:
    """As `trouble`; what is no trouble of the database is written to the log first, and the log is named."""
    from console.crash import keep
    from console.text import clean

    if database_trouble(problem):
        return trouble(problem)
    try:
        return f"{trouble(problem)[:-1]}, the log is in {clean(str(keep(problem).parent))}."
    except OSError:  # a full disk does not stop the desk
        return trouble(problem)
