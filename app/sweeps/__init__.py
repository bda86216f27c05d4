"""Sweeps: what becomes of an optimizer as one of its settings grows, and what theory says of it on quadratics."""
