"""What dbt-duckdb loads: the functions that SQL may call."""
