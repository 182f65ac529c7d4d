"""Price and five greeks of European options on forwards, one by one with QuantLib's `BlackCalculator`.

The lightest way QuantLib has: no instrument, engine, curve or date is made.
"""

from math import exp, sqrt

import numpy as np
import QuantLib as ql

FIGURES = ("price", "delta", "gamma", "vegaPerVolPoint", "thetaPerDay", "rhoPerRatePoint")


def prepare(**terms):
    names = ("side", "strike", "years", "forward", "rate", "volatility")
    return {"rows": list(zip(*(terms[name].tolist() for name in names)))}


def run(state):
    rows = state["rows"]
    price, delta, gamma, vega, theta, rho = figures = [[0.0] * len(rows) for _ in FIGURES]
    for i, (side, strike, years, forward, rate, volatility) in enumerate(rows):
        kind = ql.Option.Call if side > 0 else ql.Option.Put
        discount = exp(-rate * years)
        payoff = ql.PlainVanillaPayoff(kind, strike)
        option = ql.BlackCalculator(payoff, forward, volatility * sqrt(years), discount)
        price[i] = worth = option.value()
        delta[i] = option.deltaForward()
        gamma[i] = option.gammaForward()
        vega[i] = option.vega(years) / 100
        theta[i] = option.theta(forward, years) / 365
        rho[i] = -years * worth / 100  # the forward stays: `rho` of QuantLib moves it
    return dict(zip(FIGURES, map(np.array, figures)))
