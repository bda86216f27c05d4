"""What is kept in the data directory."""
