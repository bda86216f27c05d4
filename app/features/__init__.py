"""What a computer saw before 2012: pure functions from uint8 RGB images to arrays."""
