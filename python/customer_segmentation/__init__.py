"""The Python step of the pipeline: what SQL does not say well.

A room each, and imports that go one way: the process that fits (``worker``), what a
segmentation is (``settings``), what an input is (``inputs``), fits (``fitting``), how
sure they are (``evidence``), what they continue (``memory``), what they are called
(``explaining``), the page (``report``), the service (``service``), versions
(``publishing``) and what dbt loads (``plugin``). Each function that a dbt model calls
stands in the module of the same noun.
"""
