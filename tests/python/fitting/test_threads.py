from threadpoolctl import threadpool_info

from customer_segmentation.fitting.threads import one_thread


def test_every_pool_has_one_thread_inside_and_its_own_number_outside():
    before = [pool["num_threads"] for pool in threadpool_info()]
    with one_thread(), one_thread():
        assert {pool["num_threads"] for pool in threadpool_info()} == {1}
    assert [pool["num_threads"] for pool in threadpool_info()] == before
    assert before
