"""Reads the tables of a Parquet export as analysis engines do, and prints their rows as JSON.

check_parquet.py FOLDER
"""

import json
import os
import sys

import pyarrow as pa
import pyarrow.parquet as pq
from pycocotools import mask as coder

TYPES = {
    "id": pa.int64(),
    "label_number": pa.int32(),
    "frame": pa.int32(),
    "pts": pa.int64(),
    "time_s": pa.float64(),
    "class": pa.string(),
    "box_x": pa.float64(),
    "area": pa.int64(),
    "rle": pa.string(),
    "crowd": pa.bool_(),
    "score": pa.float64(),
}


def bounds(file):
    """The least and greatest that each group of rows states are those of its values."""
    for number in range(file.num_row_groups):
        group = file.metadata.row_group(number)
        rows = file.read_row_group(number)
        for i in range(group.num_columns):
            column = group.column(i)
            values = [v for v in rows.column(i).to_pylist() if v is not None]
            said = column.statistics
            if column.compression != "GZIP" or said.null_count != group.num_rows - len(values):
                sys.exit("%s: %s" % (column.path_in_schema, column))
            if said.has_min_max and (said.min, said.max) != (min(values), max(values)):
                sys.exit("%s is not from %s to %s" % (column.path_in_schema, said.min, said.max))
            if values and not said.has_min_max and max(len(str(v)) for v in values) < 16:
                sys.exit("%s has no bounds" % column.path_in_schema)


def main(folder):
    tables = {}
    for name in ["labels", "frames", "tags", "events", "classes"]:
        file = pq.ParquetFile(os.path.join(folder, name + ".parquet"))
        bounds(file)
        tables[name] = file.read()
    labels = tables["labels"]
    for name, kind in TYPES.items():
        if labels.schema.field(name).type != kind:
            sys.exit("%s is %s" % (name, labels.schema.field(name).type))
    for row in labels.to_pylist():
        if row["rle"] is None:
            continue
        runs = {"size": [row["height"], row["width"]], "counts": row["rle"].encode("ascii")}
        if coder.area(runs) != row["area"]:
            sys.exit("label %s has %s pixels, not %s" % (row["id"], coder.area(runs), row["area"]))
        box = [row["box_x"], row["box_y"], row["box_width"], row["box_height"]]
        if row["kind"] == "mask" and coder.toBbox(runs).tolist() != box:
            sys.exit("label %s is in %s, not %s" % (row["id"], coder.toBbox(runs).tolist(), box))
    json.dump({name: table.to_pylist() for name, table in tables.items()}, sys.stdout)


main(sys.argv[1])
