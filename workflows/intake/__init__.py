"""Orders come in: files of other systems turned into drafts, drafts written in batches."""
