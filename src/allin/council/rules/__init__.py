"""What a motion may go through, and how votes are counted. Pure."""
