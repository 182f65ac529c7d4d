"""Answers requests about one peer, a JSON line each: prepare, run, result, peak and about.

The time of a run is taken here, around the call alone, after what it works on was read. Arrays come and
go as files of little-endian doubles, so that both sides have the same bits.
"""

import importlib
import json
import os
import platform
import resource
import sys
import time
from importlib.metadata import version

import numpy as np


def main(name, folder):
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what libraries print is not an answer
    peer = importlib.import_module(f"peers.{name}")
    state = answer = None
    for line in sys.stdin:
        request = json.loads(line)
        what = request["what"]
        reply = {}
        if what == "prepare":
            state = peer.prepare(**{key: read(value) for key, value in request["input"].items()})
        elif what == "run":
            began = time.perf_counter()
            for _ in range(request["times"]):
                answer = peer.run(state)
            reply = {"seconds": (time.perf_counter() - began) / request["times"]}
        elif what == "result":
            reply = {key: written(folder, key, value) for key, value in answer.items()}
        elif what == "peak":
            kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            reply = {"megabytes": round(kilobytes / 1024)}
        elif what == "about":
            reply = about(request["packages"])
        answers.write(json.dumps(reply) + "\n")
        answers.flush()


def read(value):
    if not isinstance(value, dict):
        return value
    return np.fromfile(value["doubles"], dtype="<f8").reshape(value["shape"])


def written(folder, key, value):
    if not isinstance(value, np.ndarray):
        return float(value)
    path = os.path.join(folder, f"result-{key}")
    np.ascontiguousarray(value, dtype="<f8").tofile(path)
    return {"doubles": path}


def about(packages):
    from threadpoolctl import threadpool_info

    pools = [one for one in threadpool_info() if one["user_api"] == "blas"]
    return {
        "python": platform.python_version(),
        "packages": {name: version(name) for name in packages},
        "blas": [f"{one['internal_api']} {one['version']} {one['architecture']}" for one in pools],
        "blasThreads": max((one["num_threads"] for one in pools), default=1),
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
