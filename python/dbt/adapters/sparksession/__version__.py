"""The version that dbt shows: that of dbt-spark which it extends."""

version = "1.11.0"
