"""What holds in programmes, as plain values."""
