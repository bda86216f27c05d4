"""The contents of the data directory: codebooks, data sets, features and trajectories, their owners and removal."""
