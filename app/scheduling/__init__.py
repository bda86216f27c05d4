"""Sharing of the machine between visitors: capacity, fair queues, threads, slices, work shared by several.

Nothing here depends on the web or on what is computed.
"""
