"""Drawings as numbers: templates print them as SVG. No colour, no words of a page."""
