"""Names of the files of a published version."""

DATABASE = "segments.duckdb"
REPORT = "report.html"
WORKBOOK = "segments.xlsx"
