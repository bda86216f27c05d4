"""Features of images: pure functions from uint8 RGB images to arrays; nothing about data sets or classifiers."""
