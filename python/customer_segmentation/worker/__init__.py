"""A second process that fits models and writes pages while dbt goes on with SQL."""
