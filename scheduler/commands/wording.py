"""How a command's help is laid out: what it does in one line, then examples, then the rest."""


def described(what: str, *examples: str, more: str = "") -> dict[str, str]:
    """Arguments of `app.command`: the line for the list of commands, and the help with examples first."""
    shown = "\n".join(f"  {example}" for example in examples)
    return {"short_help": what, "help": f"\b\nExamples:\n{shown}\n\n{what}\n\n{more}".rstrip()}
