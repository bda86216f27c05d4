"""What shares the machine between visitors: fair queues, threads, places and work done once for several.

It knows nothing of the web, nor of what is computed.
"""
