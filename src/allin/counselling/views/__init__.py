"""The pages of counselling; the addresses in `urls` name each of them."""
