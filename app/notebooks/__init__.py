"""Jupyter notebooks that repeat runs with numpy alone."""
