"""One module per export format; none knows its neighbours."""
