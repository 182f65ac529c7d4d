"""Ends and minima of geometric Brownian paths, by NumPy.

Steps are taken in logarithms for a block of paths at a time, in place: memory does not grow with the steps, and
the exponential is taken of ends and minima alone. With `workers` above 1 blocks go to threads by hand.
"""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

BLOCK = 4096


def prepare(*, start, center, factor, steps, paths, seed, workers):
    return {
        "start": start,
        "center": center,
        "factor": np.ascontiguousarray(factor.T),
        "steps": int(steps),
        "paths": int(paths),
        "seed": int(seed),
        "workers": int(workers),
    }


def run(state):
    shape = (state["paths"], len(state["start"]))
    end, minimum = np.empty(shape), np.empty(shape)
    workers = state["workers"]
    parts = zip(
        np.random.SeedSequence(state["seed"]).spawn(workers),
        np.array_split(end, workers),
        np.array_split(minimum, workers),
    )
    if workers == 1:
        draw(state, *next(parts))
    else:
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(lambda part: draw(state, *part), parts))
    return {"end": end, "minimum": minimum}


def draw(state, seed, end, minimum):
    random = np.random.Generator(np.random.PCG64(seed))
    factor, center = state["factor"], state["center"]
    normals = np.empty((BLOCK, end.shape[1]))
    moves = np.empty_like(normals)
    for first in range(0, len(end), BLOCK):
        level, lowest = end[first : first + BLOCK], minimum[first : first + BLOCK]
        z, x = normals[: len(level)], moves[: len(level)]
        level[:] = 0
        lowest[:] = 0
        for _ in range(state["steps"]):
            random.standard_normal(out=z)
            np.matmul(z, factor, out=x)
            np.add(x, center, out=x)
            np.add(level, x, out=level)
            np.minimum(lowest, level, out=lowest)
        for logs in (level, lowest):
            np.exp(logs, out=logs)
            np.multiply(logs, state["start"], out=logs)
