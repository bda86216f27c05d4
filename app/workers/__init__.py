"""Processes with limits, for work that is heavy or hostile; what they compute is passed in."""
