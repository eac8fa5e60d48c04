-- Everything that is published. A table that is not named here is not.
{% set tables = [
    'customers', 'customer_segments', 'customer_changes', 'crm', 'rfm_profiles', 'rfm_grid',
    'segment_profiles', 'segment_features', 'segment_movements', 'segment_changes', 'segment_rules',
    'segment_stability', 'segment_registry', 'segment_lineage', 'segmentation_coverage',
    'cluster_count_choice', 'algorithm_comparison',
    'feature_dictionary', 'feature_summary', 'feature_correlations',
    'principal_components', 'principal_component_loadings', 'customer_projection',
    'segment_centres',
    'segment_models', 'segment_model_parameters', 'rfm_cut_points',
    'invoice_line_ledger', 'rejected_lines', 'build_checks',
] %}

with published_tables as (
    {% for table in tables %}
        select
            {{ loop.index }} as table_number,
            '{{ table }}' as table_name,
            count(*) as row_count
        from {{ ref(table) }}
        {{ 'union all' if not loop.last }}
    {% endfor %}
)

select * from published_tables
order by table_number
