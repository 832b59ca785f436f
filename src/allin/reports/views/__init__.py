"""Pages of reports, for the centre itself, for city and funder, and in public."""
