from customer_segmentation.sql_text import literal, name


def test_names_and_texts_are_quoted():
    assert literal("a'; drop table x; --") == "'a''; drop table x; --'"
    assert name('a"; drop table x; --') == '"a""; drop table x; --"'
