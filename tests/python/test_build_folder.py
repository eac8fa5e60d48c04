from customer_segmentation.build_folder import build_folder


def test_the_folder_is_beside_the_warehouse(tmp_path):
    warehouse = tmp_path / "it's.duckdb"
    folder = build_folder(str(warehouse))
    assert folder.parent == tmp_path
    assert folder.name == "it's.duckdb.input"


def test_two_warehouses_of_a_folder_have_one_each():
    assert build_folder("a/one.duckdb") != build_folder("a/one")


def test_a_warehouse_in_memory_has_one_where_the_build_runs():
    assert str(build_folder(":memory:")) == "memory.input"
