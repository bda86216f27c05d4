"""Measurements of what is promised to be fast: ``python -m benchmarks`` prints them as a table."""
