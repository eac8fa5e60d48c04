"""Profiles of segments, and what they are called, for tests of the modules of names."""

import pandas as pd

from customer_segmentation.explaining.claims import read_vocabulary
from customer_segmentation.explaining.names import name_segments
from tests.builds import ROOT
from tests.python.frames import settings

LOOKUPS = ROOT / "seeds" / "lookups"
WORDS = pd.read_csv(LOOKUPS / "features.csv")
BANDS = pd.read_csv(LOOKUPS / "feature_bands.csv")
RULES = pd.read_csv(LOOKUPS / "segment_name_rules.csv")
VOCABULARY = read_vocabulary(WORDS, BANDS)
NOTHING_PUBLISHED = pd.DataFrame(columns=["segmentation", "population"])
RFM = ["recency", "frequency", "monetary", "quantity", "basket_value"]


def profiles(
    differences: dict[str, list], medians: dict[str, list] | None = None, **key
):
    """What side_by_side returns, one segment after another."""
    count = len(next(iter(differences.values())))
    columns = {
        **{"segmentation": "rfm", "population": "all", **key},
        "segment_id": range(1, count + 1),
        **{f"difference_{feature}": each for feature, each in differences.items()},
        **{f"median_{feature}": each for feature, each in (medians or {}).items()},
    }
    return pd.DataFrame(columns)


def table(differences, medians=None, **key):
    """Profiles that know every feature which the seed has a rule about."""
    count = len(next(iter(differences.values())))
    known = {feature: [0.0] * count for feature in RULES.columns[3:-1]}
    return profiles(known | differences, medians, **key)


def named(frame, features, rules=RULES, name="rfm", registry=None):
    used = settings(name, features=dict.fromkeys(features, "none"))
    published = NOTHING_PUBLISHED if registry is None else registry
    return name_segments(frame, rules, used, WORDS, BANDS, published)


def names(*arguments, **more):
    return named(*arguments, **more)["segment_name"].tolist()


def rfm(recency, buying, days):
    """Segments that buy alike in every feature of buying."""
    differences = dict.fromkeys(RFM[1:], buying)
    return table(differences | {"recency": recency}, {"recency": days})
