"""HTTP itself, whatever the resource: connections and their limits, hosts, methods, other origins."""
