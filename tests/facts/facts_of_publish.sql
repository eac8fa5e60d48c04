{{ facts({
    'publications': {'key': 'version'},
}) }}
