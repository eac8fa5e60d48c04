"""The generator of the bundled sample, for any number of lines."""
