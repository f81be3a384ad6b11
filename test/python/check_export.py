"""Reads an export as others would: COCO instances by pycocotools, panoptic pictures and labelme's masks by Pillow.

check_export.py ORIGINAL.json EXPORT.json PANOPTIC.json LABELME_FOLDER
"""

import base64
import io
import json
import os
import sys

import numpy as np
from PIL import Image
from pycocotools import mask as coder
from pycocotools.coco import COCO


def pixels(coco, annotation):
    if not annotation.get("segmentation"):
        return None
    return coco.annToMask(annotation)


def instances(original, export):
    was, now = COCO(original), COCO(export)
    if sorted(was.anns) != sorted(now.anns):
        sys.exit("other ids: %s" % sorted(set(was.anns) ^ set(now.anns)))
    masks = 0
    for number, annotation in now.anns.items():
        before, after = pixels(was, was.anns[number]), pixels(now, annotation)
        if before is None:
            if was.anns[number]["bbox"] != annotation["bbox"]:
                sys.exit("annotation %s has another box" % number)
            continue
        if (before != after).any():
            sys.exit("annotation %s has other pixels" % number)
        if after.sum() != annotation["area"]:
            sys.exit("annotation %s has %s pixels, not %s" % (number, after.sum(), annotation["area"]))
        box = coder.toBbox(coder.encode(np.asfortranarray(after))).tolist()
        if box != annotation["bbox"]:
            sys.exit("annotation %s is in %s, not %s" % (number, box, annotation["bbox"]))
        masks += 1
    return masks


def panoptic(export):
    with open(export, encoding="utf-8") as file:
        said = json.load(file)
    segments = 0
    for annotation in said["annotations"]:
        picture = Image.open(os.path.join(os.path.splitext(export)[0], annotation["file_name"]))
        numbers = np.asarray(picture.convert("RGB")).astype(np.int64) @ np.array([1, 256, 65536])
        areas = dict(zip(*np.unique(numbers[numbers > 0], return_counts=True)))
        stated = {s["id"]: s["area"] for s in annotation["segments_info"]}
        if areas != stated:
            sys.exit("%s holds %s, not %s" % (annotation["file_name"], areas, stated))
        segments += len(stated)
    return segments


def labelme(folder):
    masks = 0
    for path, _, names in os.walk(folder):
        for name in names:
            if not name.endswith(".json"):
                continue
            with open(os.path.join(path, name), encoding="utf-8") as file:
                shapes = json.load(file)["shapes"]
            for shape in shapes:
                if shape["shape_type"] == "mask":
                    (left, top), (right, bottom) = shape["points"]
                    cut = np.asarray(Image.open(io.BytesIO(base64.b64decode(shape["mask"]))))
                    if cut.shape != (bottom - top + 1, right - left + 1) or not cut.any():
                        sys.exit("%s: a mask of %s between %s" % (name, cut.shape, shape["points"]))
                    masks += 1
    return masks


print("%d masks and rings as they were" % instances(sys.argv[1], sys.argv[2]))
print("%d segments" % panoptic(sys.argv[3]))
print("%d masks of labelme" % labelme(sys.argv[4]))
