"""Letters to those who hold the power; cites the archive."""
