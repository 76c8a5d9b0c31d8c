"""Accounts of staff: who signs in, with what, from where they are signed out."""
