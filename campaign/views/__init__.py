"""The campaign's pages, one module a subject; urls.py says which is where."""
