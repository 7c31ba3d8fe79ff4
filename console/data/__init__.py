"""View data: frozen rows, pages and the window over them; no Textual and no database in here."""
