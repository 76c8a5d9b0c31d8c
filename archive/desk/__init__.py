"""The curation desk: one screen a decision, every decision a form."""
