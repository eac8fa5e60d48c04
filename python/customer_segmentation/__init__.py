"""The Python step of the pipeline: what SQL does not say well.

Small pure modules, frame in and frame out, each named after the dbt model that
calls it: :mod:`~customer_segmentation.cluster_counts` scores the numbers of
clusters, :mod:`~customer_segmentation.parameters` fits a model and returns it as
a table of numbers, :mod:`~customer_segmentation.names` names the segments, and
:mod:`~customer_segmentation.publications` publishes the marts.
"""
