"""What the data directory holds: codebooks, data sets, features, trajectories; whose they are, and when they go."""
