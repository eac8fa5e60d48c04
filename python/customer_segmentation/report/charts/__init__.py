"""Charts of the report, a module per kind."""
