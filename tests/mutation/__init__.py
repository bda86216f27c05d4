"""Mutation testing of the rooms that compute and of those of the lab's subjects (``python -m tests.mutation``)."""
