"""Runs: several optimizers from one start with one seed, as a specification, a digest and a stream of lines."""
