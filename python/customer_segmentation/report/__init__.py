"""The report: one page that shows what was published, from the published file alone."""
