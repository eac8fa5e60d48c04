"""Measurements as the benchmark would have made them, and their summaries."""

from tests.benchmark.works import BUILD, SCORING, SCRIPT, SCRIPT_ALONE


def runs(*walls):
    return [{"wall": wall, "cpu": 2 * wall, "memory": 100 * wall} for wall in walls]


def measured(title, script, build):
    """A work whose script and build took these seconds, one number for each round."""
    return {
        "title": title,
        "rounds": {
            SCRIPT: runs(*script),
            SCRIPT_ALONE: runs(*script),
            BUILD: runs(*build),
            SCORING: runs(*(wall / 2 for wall in build)),
        },
        "stages_of_rounds": [
            {"marts": wall / 4, "tests": 3 * wall / 4} for wall in build
        ],
        "models": {"customers": 0.5},
    }


def lines_with(text, *words):
    """The lines of a text that contain all of these words."""
    return [line for line in text.splitlines() if all(word in line for word in words)]
