"""What holds of money, without a database."""
