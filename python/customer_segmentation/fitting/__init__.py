"""Fits: scaling, components, clusters, and the parameters by which SQL scores."""
