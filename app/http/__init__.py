"""All that is HTTP and no resource: problem documents, streams of lines, uploads, limits, headers, connections."""
