"""What shares the machine between visitors: capacity, fair queues, threads, slices, work done once for several.

It knows nothing of the web, nor of what is computed.
"""
