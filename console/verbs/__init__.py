"""The verbs of the command line, one subject per file; each is imported when it is called."""
