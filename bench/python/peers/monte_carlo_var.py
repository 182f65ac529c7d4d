"""VaR and expected shortfall of linear exposures under correlated log-normal returns, by NumPy.

Drawn in blocks that stay in the cache, in place, the product by BLAS; the tail by `partition`. With
`workers` above 1 the blocks are dealt to threads by hand, each with a generator of its own.
"""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

BLOCK = 4096


def prepare(*, exposures, covariance, scenarios, confidence, seed, workers):
    return {
        "factor": np.ascontiguousarray(np.linalg.cholesky(covariance).T),
        "exposures": exposures,
        "scenarios": int(scenarios),
        "confidence": confidence,
        "seed": int(seed),
        "workers": int(workers),
    }


def run(state):
    losses = np.empty(state["scenarios"])
    parts = np.array_split(losses, state["workers"])
    seeds = np.random.SeedSequence(state["seed"]).spawn(len(parts))
    if len(parts) == 1:
        draw(state, seeds[0], parts[0])
    else:
        with ThreadPoolExecutor(len(parts)) as pool:
            list(pool.map(lambda part: draw(state, *part), zip(seeds, parts)))
    return tail(losses, state["confidence"])


def draw(state, seed, losses):
    random = np.random.Generator(np.random.PCG64(seed))
    factor, exposures = state["factor"], state["exposures"]
    normals = np.empty((BLOCK, len(exposures)))
    moves = np.empty_like(normals)
    for start in range(0, len(losses), BLOCK):
        count = min(BLOCK, len(losses) - start)
        z, x = normals[:count], moves[:count]
        random.standard_normal(out=z)
        np.matmul(z, factor, out=x)
        np.expm1(x, out=x)
        np.matmul(x, exposures, out=losses[start : start + count])
    np.negative(losses, out=losses)


def tail(losses, confidence):
    """The type-7 quantile, and the exact mean of the worst 1 - confidence; reorders the losses."""
    count = len(losses)
    place = (count - 1) * confidence
    below = int(place)
    start = int(count * confidence)
    losses.partition([below, below + 1, start])
    var = losses[below] + (place - below) * (losses[below + 1] - losses[below])
    mass = count * (1 - confidence)
    edge = mass - (count - start - 1)
    shortfall = (edge * losses[start] + losses[start + 1 :].sum()) / mass
    return {"valueAtRisk": var, "expectedShortfall": shortfall}
