"""Totals of a book in many scenarios by full revaluation of its options, by NumPy and SciPy's `ndtr`.

Logarithms of strikes and roots of times are taken once. A block of scenarios is valued at a time, in place, the
prices of coins and not of options taken logarithms of; with `workers` above 1 blocks go to threads by hand. What is no
option is linear in the returns of coins and is one small product. How many scenarios a block has is tried out
beforehand.
"""

import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from scipy.special import ndtr

BLOCKS = (1, 2, 4, 8, 16)


def prepare(*, workers, asset, strike, forward, years, volatility, **rest):
    asset = asset.astype(np.intp)
    state = {
        **rest,
        "asset": asset,
        "strike": strike,
        "forward": forward,
        "moneyness": np.log(forward / strike),
        "deviation": volatility * np.sqrt(years),
        "pool": ThreadPoolExecutor(int(workers)) if workers > 1 else None,
    }
    none = np.zeros((1, rest["returns"].shape[1]))
    state["before"] = options(state, none, none)[0]
    state["block"] = min(BLOCKS, key=lambda block: best_of(state, block))
    return state


def best_of(state, block):
    times = []
    for _ in range(3):
        began = time.perf_counter()
        run({**state, "block": block})
        times.append(time.perf_counter() - began)
    return min(times)


def run(state):
    returns, moves, size = state["returns"], state["volatilityMoves"], state["block"]
    totals = np.empty(len(returns))

    def stress(first):
        part = slice(first, first + size)
        worth = options(state, returns[part], moves[part])
        totals[part] = worth - state["before"] + returns[part] @ state["exposures"]

    blocks = range(0, len(returns), size)
    list((state["pool"].map if state["pool"] else map)(stress, blocks))
    return {"totals": totals}


def options(state, returns, moves):
    factors = 1 + returns
    asset, side = state["asset"], state["side"]
    forward = factors[:, asset]
    forward *= state["forward"]
    deviation = (1 + moves)[:, asset]
    deviation *= state["deviation"]
    first = np.log(factors)[:, asset]
    first += state["moneyness"]
    first /= deviation
    deviation *= 0.5
    second = first - deviation
    first += deviation
    first *= side
    second *= side
    ndtr(first, out=first)
    ndtr(second, out=second)
    first *= forward
    second *= state["strike"]
    first -= second
    return first @ (side * state["coins"])
