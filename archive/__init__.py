"""Documents and what is said in them. Does not know that campaigns exist."""
