"""Pages of the directory: for people seeking help, boards and the coordination."""
