"""The space in which distances are measured: scaled features, or their components."""

from dataclasses import dataclass

import numpy as np

from customer_segmentation.fitting.scaling import Scaling


@dataclass(frozen=True)
class Space:
    """What takes transformed features to the place of a customer.

    Attributes
    ----------
    scaling : Scaling
        Offset and scale of each feature. With components, the offset is the mean of
        the feature, whatever the scaler: components are centred.
    loadings : numpy.ndarray or None
        Weight of each feature in each component, shape (components, features); None
        where distances are measured between the scaled features themselves.
    """

    scaling: Scaling
    loadings: np.ndarray | None

    def apply(self, points: np.ndarray) -> np.ndarray:
        """Return the places of customers, shape (customers, axes), for a fit.

        A matrix product adds components up in an order of its own: the last digits are
        not those of :meth:`places`.
        """
        scaled = self.scaling.apply(points)
        return scaled if self.loadings is None else scaled @ self.loadings.T

    def places(self, points: np.ndarray) -> np.ndarray:
        """Return the same to the last digit of the SQL, for a score.

        Components are sums over features in their order, from left to right.

        Examples
        --------
        >>> scaling = Scaling(np.array([1.0, 0.0]), np.array([2.0, 1.0]))
        >>> points = np.array([[5.0, 1.0]])
        >>> Space(scaling, np.array([[0.5, 4.0]])).places(points).tolist()
        [[5.0]]
        """
        scaled = self.scaling.apply(points)
        if self.loadings is None:
            return scaled
        sums = (np.add.accumulate(scaled * each, axis=1) for each in self.loadings)
        return np.array([each[:, -1] for each in sums]).T
