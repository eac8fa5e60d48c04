"""A rule in plain words for every segment, from a decision tree."""

import math

import numpy as np
import pandas as pd

from customer_segmentation.explaining.claims import Vocabulary
from customer_segmentation.fitting.model import Model, read_models
from customer_segmentation.fitting.populations import Population, populations
from customer_segmentation.fitting.tree import Condition, Tree, fit_tree
from customer_segmentation.sql_text import literal
from customer_segmentation.tables import stack

COLUMNS = {
    "segmentation": "string",
    "population": "string",
    "segment_id": "Int32",
    "rule": "string",
    "sql_condition": "string",
    "precision": "float64",
    "cover": "float64",
    "tree_accuracy": "float64",
}


def find_rules(
    settings: pd.DataFrame,
    sample: pd.DataFrame,
    parameters: pd.DataFrame,
    words: pd.DataFrame,
) -> pd.DataFrame:
    """Find for every segment the one rule that tells it best.

    Of all nodes of the tree of a population, that with the highest F1: the harmonic
    mean of precision (share of those who fulfil the rule that are in the segment) and
    cover (share of the segment that fulfils it). Both are measured with the rounded
    numbers that the rule says.

    Parameters
    ----------
    settings, sample, parameters : pandas.DataFrame
        The tables ``seg_settings``, ``seg_fit_sample`` and ``seg_parameters``.
    words : pandas.DataFrame
        The table ``feat_registry``: for each feature ``is_whole`` and the phrases
        ``above`` and ``below`` a threshold, where ``{over}`` stands for the threshold
        and ``{from}`` for the first whole number above it.

    Returns
    -------
    pandas.DataFrame
        One row per segmentation, population and segment, with the columns of
        ``COLUMNS``; ``sql_condition`` is the rule as SQL over the columns of
        ``customers``, with the population and the filter of the segmentation.
    """
    vocabulary = Vocabulary(words.set_index("feature").to_dict("index"))
    models = read_models(parameters.to_dict("records"))
    frames = (
        _rules_of(population, models[tuple(population.key.values())], vocabulary)
        for population in populations(settings, sample)
    )
    return stack(frames, COLUMNS)


def phrase(condition: Condition, vocabulary: Vocabulary) -> str:
    """Say a condition in words.

    >>> words = {"frequency": {"above": "at least {from}", "below": "under {from}"}}
    >>> phrase(Condition("frequency", False, 1.0), Vocabulary(words))
    'under 2'
    >>> phrase(Condition("visits", True, 1234.5), Vocabulary())
    'visits over 1,234.5'
    """
    name = condition.feature.replace("_", " ")
    default = name + (" over {over}" if condition.is_above else " at most {over}")
    side = "above" if condition.is_above else "below"
    template = vocabulary.word(condition.feature, side, default)
    following = math.floor(condition.threshold) + 1
    return template.replace("{over}", f"{condition.threshold:,.15g}").replace(
        "{from}", f"{following:,}"
    )


def _rules_of(
    population: Population, model: Model, vocabulary: Vocabulary
) -> pd.DataFrame:
    segments = model.score_transformed(population.points).segment_id
    features = list(population.segmentation.features)
    tree = fit_tree(
        population.customers[features].to_numpy(dtype=float), segments, features
    )
    rows = [
        {**population.key, "segment_id": segment, "tree_accuracy": tree.accuracy}
        | _best_rule(tree, population, segments == segment, vocabulary)
        for segment in np.unique(segments).tolist()
    ]
    return pd.DataFrame(rows)


def _best_rule(
    tree: Tree, population: Population, members: np.ndarray, vocabulary: Vocabulary
) -> dict:
    # With 2 * hits / (in node + in segment) as F1, the first of the best wins.
    scores = [
        2 * (inside & members).sum() / (inside.sum() + members.sum())
        for _, inside in tree.nodes
    ]
    path, _ = tree.nodes[int(np.argmax(scores))]
    conditions = [_rounded(condition, vocabulary) for condition in _merged(path)]
    fulfilled = np.ones(len(members), dtype=bool)
    for condition in conditions:
        values = population.customers[condition.feature].to_numpy(dtype=float)
        fulfilled &= condition.holds(values)
    hits = (fulfilled & members).sum()
    said = " and ".join(phrase(condition, vocabulary) for condition in conditions)
    return {
        "rule": said or "every customer",
        "sql_condition": _sql(population, conditions),
        "precision": round(hits / max(fulfilled.sum(), 1), 6),
        "cover": round(hits / members.sum(), 6),
    }


def _merged(path: list[Condition]) -> list[Condition]:
    """Keep the narrowest condition on each side of a feature, its sides together."""
    features = list(dict.fromkeys(condition.feature for condition in path))
    narrowest = {(each.feature, each.is_above): each for each in path}
    sides = ((feature, is_above) for feature in features for is_above in (True, False))
    return [narrowest[side] for side in sides if side in narrowest]


def _rounded(condition: Condition, vocabulary: Vocabulary) -> Condition:
    """Round a threshold to what people say: whole numbers, or three digits."""
    if vocabulary.word(condition.feature, "is_whole", False):
        threshold = float(math.floor(condition.threshold))
    else:
        threshold = float(f"{condition.threshold:.3g}")
    return Condition(condition.feature, condition.is_above, threshold)


def _sql(population: Population, conditions: list[Condition]) -> str:
    """Say the conditions in SQL, with what makes a customer one of the population."""
    segmentation = population.segmentation
    said = [
        f"{each.feature} {'>' if each.is_above else '<='} {each.threshold:.15g}"
        for each in conditions
    ]
    if segmentation.split_by is not None:
        said.append(f"{segmentation.split_by} = {literal(population.name)}")
    if segmentation.filter is not None:
        # A filter may end with a comment.
        said.append(f"({segmentation.filter}\n)")
    return " and ".join(said) or "true"
