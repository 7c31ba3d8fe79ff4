"""`codesk rules`: the rule book as it is in force."""

import click

from console.output import table


@click.command("rules")
@click.option("--markdown", is_flag=True, help="As the page docs/rules.md.")
def verb(markdown: bool) -> None:
    """Print every rule of the desk."""
    from workflows import book, rulebook
    from workflows.engine import RULES

    if markdown:
        click.echo(rulebook.markdown(), nl=False)
        return
    assert book.SUBJECTS  # importing it fills the rule book
    rows = [
        (
            rule.code,
            command.verb(),
            ", ".join(sorted(role.value for role in rule.who)),
            rule.to.value if rule.to else "",
        )
        for command, several in RULES.items()
        for rule in several
    ]
    table(("Rule", "Command", "Who", "Becomes"), rows)
