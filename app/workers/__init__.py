"""Processes with limits for heavy or hostile work; the functions that they run are passed in."""
