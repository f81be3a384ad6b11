"""Answers questions about the speed of other frame readers, one line each, for limner.test.bench.FrameAccessBench.

    frame_access.py pyav|opencv|ffms2

reads commands from standard input and writes one line for each:

    open PATH          milliseconds and number of frames: opened and indexed so that any frame can be asked for
    picture N          milliseconds until frame N is an RGB (OpenCV: BGR) array
    sequential COUNT   milliseconds for the first COUNT frames as such arrays, one after the other
    close

A reader that is not installed ends with exit code 3 before it answers anything. Starting Python and loading the
library are not in any figure.
"""

import bisect
import sys
import time


class PyAv:
    """Careful use of PyAV: timestamps of all packets first, then seek, decode and compare the timestamp."""

    def __init__(self, path):
        self.container = av.open(path)
        self.stream = self.container.streams.video[0]
        self.stream.thread_type = "AUTO"
        self.pts = sorted(
            p.pts for p in self.container.demux(self.stream) if p.pts is not None and p.size > 0)
        self.container.seek(0)

    def count(self):
        return len(self.pts)

    def picture(self, n):
        wanted = self.pts[n]
        self.container.seek(wanted, stream=self.stream, backward=True)
        for frame in self.container.decode(self.stream):
            if frame.pts is not None and frame.pts >= wanted:
                if frame.pts != wanted:
                    raise ValueError("another frame")
                return frame.to_ndarray(format="rgb24")
        raise ValueError("not reached")

    def sequential(self, count):
        self.container.seek(self.pts[0], stream=self.stream)
        done = 0
        for frame in self.container.decode(self.stream):
            frame.to_ndarray(format="rgb24")
            done += 1
            if done == count:
                return

    def close(self):
        self.container.close()


class OpenCv:
    def __init__(self, path):
        self.capture = cv2.VideoCapture(path, cv2.CAP_FFMPEG)

    def count(self):
        return int(self.capture.get(cv2.CAP_PROP_FRAME_COUNT))

    def picture(self, n):
        self.capture.set(cv2.CAP_PROP_POS_FRAMES, n)
        if not self.capture.read()[0]:
            raise ValueError("not reached")

    def sequential(self, count):
        self.capture.set(cv2.CAP_PROP_POS_FRAMES, 0)
        for _ in range(count):
            self.capture.read()

    def close(self):
        self.capture.release()


class Ffms2:
    def __init__(self, path):
        indexer = ffms2.Indexer(path)
        index = indexer.do_indexing2()
        self.source = ffms2.VideoSource(path, index=index)
        width, height = self.source.get_frame(0).EncodedWidth, self.source.get_frame(0).EncodedHeight
        self.source.set_output_format([ffms2.get_pix_fmt("rgb24")], width, height)

    def count(self):
        return self.source.properties.NumFrames

    def picture(self, n):
        self.source.get_frame(n).planes[0].copy()

    def sequential(self, count):
        for n in range(count):
            self.source.get_frame(n).planes[0].copy()

    def close(self):
        self.source = None


def main():
    global av, cv2, ffms2
    name = sys.argv[1]
    try:
        if name == "pyav":
            import av
            reader, version = PyAv, av.__version__
        elif name == "opencv":
            import cv2
            reader, version = OpenCv, cv2.__version__
        elif name == "ffms2":
            import ffms2
            reader, version = Ffms2, ffms2.get_version() if hasattr(ffms2, "get_version") else ffms2.__version__
        else:
            raise ImportError(name)
    except (ImportError, OSError) as e:
        print(e, file=sys.stderr)
        sys.exit(3)
    print("ready", version, flush=True)
    current = None
    for line in sys.stdin:
        command, _, argument = line.rstrip("\n").partition(" ")
        before = time.perf_counter()
        answer = ""
        try:
            if command == "open":
                current = reader(argument)
                answer = " " + str(current.count())
            elif command == "picture":
                current.picture(int(argument))
            elif command == "sequential":
                current.sequential(int(argument))
            elif command == "close":
                if current is not None:
                    current.close()
                current = None
            else:
                raise ValueError("unknown command")
        except Exception as e:
            print("failed", type(e).__name__, str(e).replace("\n", " "), flush=True)
            continue
        print(f"{(time.perf_counter() - before) * 1000:.4f}{answer}", flush=True)


main()
