"""Pages of a festival."""
