"""Processes with limits, for work that is heavy or hostile."""
