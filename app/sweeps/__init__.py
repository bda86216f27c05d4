"""Sweeps: the outcome of an optimizer as one of its settings grows, and its theory on quadratics."""
