#!/usr/bin/env python3
"""Checks a Limner release with other people's tools: pycocotools must load it, and must agree with it.

    python3 check_release.py RELEASE

Needs pycocotools and numpy. Areas and boxes of run lengths must be equal exactly. Polygons are drawn twice: by Limner's
pixel rule, computed here anew from its description alone (a pixel is inside when its centre is; even-odd), which must give
the stated area and box exactly; and by pycocotools, whose difference at the border is printed. Exit code 0 when all holds,
1 when something differs, 2 when the check could not be made.
"""

import contextlib
import io
import json
import struct
import sys
from fractions import Fraction
from math import ceil
from pathlib import Path

try:
    import numpy as np
    from pycocotools import mask as coco_mask
    from pycocotools.coco import COCO
except ImportError as missing:
    print(f"not checked: {missing}", file=sys.stderr)
    sys.exit(2)


def first_centre_at_or_right_of(x):
    """The first column whose centre is not left of x."""
    return ceil(x - Fraction(1, 2))


def by_centres(rings, height, width):
    """The pixels whose centres lie inside an odd number of rings; an edge covers y in [low, high)."""
    toggles = np.zeros((height, width + 1), dtype=np.int64)
    for ring in rings:
        points = [(Fraction(ring[i]), Fraction(ring[i + 1])) for i in range(0, len(ring), 2)]
        for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1]):
            if ay > by:
                ax, ay, bx, by = bx, by, ax, ay
            first = max(0, first_centre_at_or_right_of(ay))
            last = min(height, first_centre_at_or_right_of(by))
            for y in range(first, last):
                x = ax + (bx - ax) * (y + Fraction(1, 2) - ay) / (by - ay)
                toggles[y, min(width, max(0, first_centre_at_or_right_of(x)))] += 1
    return (np.cumsum(toggles, axis=1)[:, :width] % 2).astype(np.uint8)


def box_of(pixels):
    rows = np.flatnonzero(pixels.any(axis=1))
    columns = np.flatnonzero(pixels.any(axis=0))
    if rows.size == 0:
        return [0, 0, 0, 0]
    return [int(columns[0]), int(rows[0]), int(columns[-1] - columns[0] + 1), int(rows[-1] - rows[0] + 1)]


def png_size(path):
    with path.open("rb") as png:
        head = png.read(24)
    if head[:8] != b"\x89PNG\r\n\x1a\n":
        return None
    return struct.unpack(">II", head[16:24])


class Check:
    def __init__(self, release):
        self.release = release
        with contextlib.redirect_stdout(io.StringIO()):
            self.coco = COCO(str(release / "annotations" / "instances.json"))
        self.faults = []
        self.runs = self.rings = self.boxes = 0
        self.ring_pixels = self.border_pixels = 0

    def demand(self, holds, sentence):
        if not holds:
            self.faults.append(sentence)

    def all(self):
        images = self.coco.loadImgs(self.coco.getImgIds())
        for image in images:
            self.image(image)
        for annotation in self.coco.loadAnns(self.coco.getAnnIds()):
            self.annotation(annotation)
        manifest = json.loads((self.release / "manifest.json").read_text(encoding="utf-8"))
        self.demand(len(images) == manifest["pictures"], "the manifest states another number of pictures")
        count = len(self.coco.anns)
        self.demand(count == manifest["annotations"], "the manifest states another number of annotations")
        print(f"{len(images)} images, {count} annotations, {len(self.coco.cats)} categories loaded by pycocotools")
        print(f"{self.runs} run lengths: areas and boxes equal")
        print(f"{self.rings} polygons: areas and boxes equal by the centre rule; pycocotools draws "
              f"{self.border_pixels} of {self.ring_pixels} pixels differently")
        print(f"{self.boxes} boxes without a region")

    def image(self, image):
        name = f"image {image['id']}"
        on_it = self.coco.getAnnIds(imgIds=[image["id"]])
        self.demand(not (image["limner_negative"] and on_it), f"{name} is said to be empty and is not")
        png = self.release / "frames" / image["file_name"]
        if png.exists():
            self.demand(png_size(png) == (image["width"], image["height"]), f"{name} is not a PNG of its size")
        else:
            self.demand(not (self.release / "frames").exists(), f"{name} has no picture")

    def annotation(self, annotation):
        name = f"annotation {annotation['id']}"
        image = self.coco.imgs[annotation["image_id"]]
        size = image["height"], image["width"]
        self.demand(annotation["iscrowd"] == 0, f"{name} is a crowd")
        self.demand(annotation["category_id"] in self.coco.cats, f"{name} has no category")
        segmentation = annotation["segmentation"]
        if isinstance(segmentation, dict):
            self.runs += 1
            self.demand(tuple(segmentation["size"]) == size, f"{name} has another size than its image")
            area = int(coco_mask.area(segmentation))
            box = coco_mask.toBbox(segmentation).tolist()
            self.agrees(name, annotation, area, box)
            pixels = self.coco.annToMask(annotation)
            self.agrees(name, annotation, int(pixels.sum()), box_of(pixels))
        elif segmentation:
            self.rings += 1
            pixels = by_centres(segmentation, *size)
            self.agrees(name, annotation, int(pixels.sum()), box_of(pixels))
            self.ring_pixels += int(pixels.sum())
            self.border_pixels += int((pixels != self.coco.annToMask(annotation)).sum())
        else:
            self.boxes += 1
            x, y, w, h = annotation["bbox"]
            pixels = by_centres([[x, y, x + w, y, x + w, y + h, x, y + h]], *size)
            self.agrees(name, annotation, int(pixels.sum()), annotation["bbox"])

    def agrees(self, name, annotation, area, box):
        self.demand(annotation["area"] == area, f"{name} states area {annotation['area']}, found {area}")
        self.demand(annotation["bbox"] == box, f"{name} states box {annotation['bbox']}, found {box}")


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    check = Check(Path(arguments[0]))
    check.all()
    for fault in check.faults:
        print(fault, file=sys.stderr)
    print("holds" if not check.faults else f"{len(check.faults)} differences")
    return 1 if check.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
