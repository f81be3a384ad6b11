"""Answers questions about the speed of other mask libraries, one line each, for limner.test.bench.MaskPeersBench.

    mask_peers.py rlemasklib|hotcoco|pycocotools|faster_coco_eval

reads commands from standard input and writes one line for each:

    load WIDTH HEIGHT COUNT FILE   takes COUNT pictures of one byte per pixel, row by row, from the file
    rings FILE                     takes one ring per line, x y x y …, for the operation polygon
    time OPERATION REPEATS         microseconds per mask (per pair for iou) of an operation done REPEATS times to all
    text                           a sum over the COCO texts of all masks, to see that both sides talk of the same

An operation that the library does not have answers "failed". A library that is not installed ends with exit code 3 before
it answers anything. Starting Python and loading the library are not in any figure.
"""

import sys
import time
import zlib


class Parsed:
    """RLEMaskLib's object, which keeps parsed runs."""

    def load(self, pictures):
        self.pictures = pictures
        self.masks = [RLEMask.from_array(picture) for picture in pictures]
        self.pairs = list(zip(self.masks, self.masks[1:] + self.masks[:1]))
        self.dicts = [mask.to_dict() for mask in self.masks]
        self.kept = np.zeros_like(pictures[0])

    def texts(self):
        return [mask.to_dict()["counts"] for mask in self.masks]

    def area(self):
        for mask in self.masks:
            mask.area()

    def box(self):
        for mask in self.masks:
            mask.bbox()

    def union(self):
        for one, other in self.pairs:
            one | other

    def intersection(self):
        for one, other in self.pairs:
            one & other

    def encode(self):
        for picture in self.pictures:
            RLEMask.from_array(picture)

    def decode(self):
        for mask in self.masks:
            mask.decode_into(self.kept, fg_value=1, bg_value=0)

    def write(self):
        for mask in self.masks:
            mask.to_dict()

    def read(self):
        for text in self.dicts:
            RLEMask.from_dict(text)

    def iou(self):
        RLEMask.iou_matrix(self.masks, self.masks)

    def polygon(self):
        for ring in self.rings:
            RLEMask.from_polygon(ring, imshape=self.pictures[0].shape)


class Texts:
    """Libraries whose values are COCO's texts."""

    def load(self, pictures):
        self.pictures = pictures
        self.masks = [coco.encode(np.asfortranarray(picture)) for picture in pictures]
        self.pairs = [list(pair) for pair in zip(self.masks, self.masks[1:] + self.masks[:1])]

    def texts(self):
        return [mask["counts"] for mask in self.masks]

    def area(self):
        coco.area(self.masks)

    def box(self):
        coco.toBbox(self.masks)

    def union(self):
        for pair in self.pairs:
            coco.merge(pair, intersect=False)

    def intersection(self):
        for pair in self.pairs:
            coco.merge(pair, intersect=True)

    def encode(self):
        for picture in self.pictures:
            coco.encode(picture if any_layout else np.asfortranarray(picture))

    def decode(self):
        for mask in self.masks:
            np.ascontiguousarray(coco.decode(mask))

    def write(self):
        if not hasattr(coco, "rle_to_string"):
            raise ValueError("not offered")
        for runs in self.counts():
            coco.rle_to_string(runs)

    def read(self):
        if not hasattr(coco, "rle_from_string"):
            raise ValueError("not offered")
        for text in self.as_text():
            coco.rle_from_string(text, *self.pictures[0].shape)

    def as_text(self):
        if getattr(self, "_of", None) is not self.masks:
            self._of = self.masks
            self._text = [mask["counts"].decode() for mask in self.masks]
        return self._text

    def counts(self):
        if getattr(self, "_runs_of", None) is not self.masks:
            self._runs_of = self.masks
            self._runs = [coco.rle_from_string(text, *self.pictures[0].shape) for text in self.as_text()]
        return self._runs

    def iou(self):
        coco.iou(self.masks, self.masks, [0] * len(self.masks))

    def polygon(self):
        height, width = self.pictures[0].shape
        for ring in self.rings:
            coco.frPyObjects([ring], height, width)


def main():
    global np, RLEMask, coco, any_layout
    name = sys.argv[1]
    try:
        import numpy as np
        any_layout = name == "hotcoco"
        if name == "rlemasklib":
            from rlemasklib import RLEMask
            library = Parsed()
        elif name == "hotcoco":
            import hotcoco.mask as coco
            library = Texts()
        elif name == "pycocotools":
            import pycocotools.mask as coco
            library = Texts()
        elif name == "faster_coco_eval":
            import faster_coco_eval.core.mask as coco
            library = Texts()
        else:
            raise ImportError(name)
    except (ImportError, OSError) as e:
        print(e, file=sys.stderr)
        sys.exit(3)
    print("ready", flush=True)
    count = 1
    for line in sys.stdin:
        words = line.split()
        try:
            answer = 0
            if words[0] == "load":
                width, height, count = (int(word) for word in words[1:4])
                pixels = np.fromfile(words[4], dtype=np.uint8).reshape(count, height, width)
                library.load([np.ascontiguousarray(picture) for picture in pixels])
            elif words[0] == "rings":
                with open(words[1], encoding="ascii") as file:
                    rings = [[float(word) for word in ring.split()] for ring in file]
                parsed = name == "rlemasklib"
                library.rings = [np.array(ring, dtype=np.float64).reshape(-1, 2) if parsed else ring for ring in rings]
            elif words[0] == "text":
                for text in library.texts():
                    answer = zlib.crc32(text if isinstance(text, bytes) else text.encode(), answer)
            elif words[0] == "time":
                operation = getattr(library, words[1])
                things = {"iou": count * count, "polygon": len(getattr(library, "rings", [0]))}.get(words[1], count)
                repeats = int(words[2])
                operation()
                before = time.perf_counter()
                for _ in range(repeats):
                    operation()
                answer = (time.perf_counter() - before) * 1e6 / repeats / things
            else:
                raise ValueError("unknown command")
        except Exception as e:
            print("failed", type(e).__name__, str(e).replace("\n", " "), flush=True)
            continue
        print(answer, flush=True)


main()
