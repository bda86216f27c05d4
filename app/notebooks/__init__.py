"""Runs as Jupyter notebooks that repeat them with numpy alone."""
