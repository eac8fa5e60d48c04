from concurrent.futures import ThreadPoolExecutor

from threadpoolctl import threadpool_info

from customer_segmentation.fitting.threads import one_thread


def threads() -> set[int]:
    return {pool["num_threads"] for pool in threadpool_info()}


def test_every_pool_has_one_thread_inside_and_keeps_it_for_fits_beside():
    with one_thread():
        with one_thread():
            assert threads() == {1}
        assert threads() == {1}


def test_that_holds_in_each_thread_of_ours():
    def inside(_: int) -> set[int]:
        with one_thread():
            return threads()

    with ThreadPoolExecutor(max_workers=2) as pool:
        assert [*pool.map(inside, range(4))] == [{1}] * 4
