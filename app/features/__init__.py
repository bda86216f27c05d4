"""Features of images: pure functions from uint8 RGB images to arrays; data sets and classifiers are elsewhere."""
