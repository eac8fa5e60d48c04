"""The service: segments of customers over HTTP, from the published version alone."""
