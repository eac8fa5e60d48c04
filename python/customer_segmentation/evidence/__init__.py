"""How many clusters there are, whether there are any, and how sure that is."""
