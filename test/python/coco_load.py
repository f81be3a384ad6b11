"""Answers how long other libraries take to load a COCO file, for limner.test.bench.CocoScaleBench.

    coco_load.py pycocotools|hotcoco

reads commands from standard input and writes one line for each:

    load PATH          milliseconds until the library's own index of the file is in memory
    processor PATH     the same in milliseconds of processor time, all threads

A library that is not installed ends with exit code 3 before it answers anything. Starting Python and loading the
library are not in any figure.
"""

import contextlib
import gc
import io
import sys
import time


def main():
    name = sys.argv[1]
    try:
        if name == "pycocotools":
            from pycocotools.coco import COCO
        else:
            from hotcoco import COCO
    except ImportError:
        sys.exit(3)
    print("ready", flush=True)
    for line in sys.stdin:
        command, path = line.rstrip("\n").split(" ", 1)
        gc.collect()
        clock = time.perf_counter if command == "load" else time.process_time
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                begin = clock()
                loaded = COCO(path)
                took = clock() - begin
            answer = f"{1000 * took:.3f}"
            del loaded
        except Exception as e:
            answer = f"failed {type(e).__name__}"
        print(answer, flush=True)


main()
