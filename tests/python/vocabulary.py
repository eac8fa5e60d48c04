"""The words that the project comes with, for tests of the modules that say them."""

import pandas as pd

from customer_segmentation.claims import read_vocabulary
from tests.builds import ROOT

LOOKUPS = ROOT / "seeds" / "lookups"
WORDS = pd.read_csv(LOOKUPS / "feature_words.csv")
BANDS = pd.read_csv(LOOKUPS / "feature_bands.csv")
RULES = pd.read_csv(LOOKUPS / "segment_name_rules.csv")
VOCABULARY = read_vocabulary(WORDS, BANDS)


def profiles(
    differences: dict[str, list], medians: dict[str, list] | None = None, **key
):
    """The table seg_profiles: differences and medians of one segment after another."""
    count = len(next(iter(differences.values())))
    columns = {
        **{"segmentation": "rfm", "population": "all", **key},
        "segment_id": range(1, count + 1),
        **{f"difference_{feature}": each for feature, each in differences.items()},
        **{f"median_{feature}": each for feature, each in (medians or {}).items()},
    }
    return pd.DataFrame(columns)
