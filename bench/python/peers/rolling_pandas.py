"""Rolling historical VaR by pandas' `rolling().quantile`, and its expected shortfall where it is asked for.

Pandas has no rolling tail mean; the shortfall is the mean of the largest losses of NumPy's windows, found block
by block with `partition`.
"""

import numpy as np
import pandas as pd

BLOCK = 4096


def prepare(*, returns, window, confidence, shortfall):
    losses = pd.Series(-returns)
    return {
        "losses": losses,
        "window": int(window),
        "confidence": confidence,
        "shortfall": shortfall,
    }


def run(state):
    losses, window, confidence = state["losses"], state["window"], state["confidence"]
    var = losses.rolling(window).quantile(confidence).to_numpy()[window - 1 : -1]
    if not state["shortfall"]:
        return {"valueAtRisk": var}
    windows = np.lib.stride_tricks.sliding_window_view(losses.to_numpy()[:-1], window)
    mass = window * (1 - confidence)
    start = int(window * confidence)
    shortfall = np.empty(len(windows))
    for first in range(0, len(windows), BLOCK):
        tail = np.partition(windows[first : first + BLOCK], start, axis=1)[:, start:]
        edge = mass - (window - start - 1)
        shortfall[first : first + BLOCK] = (edge * tail[:, 0] + tail[:, 1:].sum(axis=1)) / mass
    return {"valueAtRisk": var, "expectedShortfall": shortfall}
