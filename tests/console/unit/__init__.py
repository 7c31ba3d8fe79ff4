"""Parts of the console that know no Textual."""
