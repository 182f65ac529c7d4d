"""Price and five greeks of European options on forwards, by NumPy and SciPy's `ndtr`.

Vectorised over blocks that stay in the cache, in place where an array is free, into arrays that every run uses again.
With `workers` above 1 the blocks are dealt to threads by hand.
"""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from scipy.special import ndtr

BLOCK = 8192
FIGURES = ("price", "delta", "gamma", "vegaPerVolPoint", "thetaPerDay", "rhoPerRatePoint")
ROOT_TWO_PI = np.sqrt(2 * np.pi)


def prepare(*, workers, **terms):
    count = len(terms["strike"])
    figures = {name: np.zeros(count) for name in FIGURES}
    return {"workers": int(workers), "terms": terms, "figures": figures}


def run(state):
    terms, workers, figures = state["terms"], state["workers"], state["figures"]
    blocks = [slice(first, first + BLOCK) for first in range(0, len(terms["strike"]), BLOCK)]
    if workers == 1:
        for block in blocks:
            value(terms, figures, block)
    else:
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(lambda block: value(terms, figures, block), blocks))
    return figures


def value(terms, figures, block):
    side, strike, years, forward, rate, volatility = (
        terms[name][block] for name in ("side", "strike", "years", "forward", "rate", "volatility")
    )
    price, delta, gamma, vega, theta, rho = (figures[name][block] for name in FIGURES)
    root = np.sqrt(years)
    deviation = volatility * root
    first = forward / strike
    np.log(first, out=first)
    first /= deviation
    first += 0.5 * deviation
    second = first - deviation
    discount = np.exp(-rate * years)

    density = first * first
    density *= -0.5
    np.exp(density, out=density)
    density *= discount
    density /= ROOT_TWO_PI

    first *= side
    second *= side
    ndtr(first, out=first)
    ndtr(second, out=second)
    discount *= side
    np.multiply(discount, first, out=delta)
    np.multiply(delta, forward, out=price)
    second *= discount
    second *= strike
    price -= second

    np.divide(density, forward, out=gamma)
    gamma /= deviation
    np.multiply(density, forward, out=vega)
    vega *= root
    np.divide(vega, years, out=theta)
    theta *= volatility
    theta *= -0.5
    vega /= 100
    np.multiply(rate, price, out=rho)
    theta += rho
    theta /= 365
    np.multiply(years, price, out=rho)
    rho /= -100
