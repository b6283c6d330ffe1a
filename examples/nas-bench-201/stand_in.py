"""Writes stand-in.csv.gz: every NAS-Bench-201 architecture with made-up numbers, to try the plugin without any download.

The numbers follow a formula, not a measurement: operations add to the quality of the paths from the cell's input to its
output, a path without a convolution is poor, and latency grows with the operations. Run: python3 stand_in.py
"""

import gzip
import itertools

OPERATIONS = ("none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3")
QUALITY = {"none": 0, "skip_connect": 30, "nor_conv_1x1": 55, "nor_conv_3x3": 70, "avg_pool_3x3": 20}
LATENCY = {"none": 0, "skip_connect": 5, "nor_conv_1x1": 60, "nor_conv_3x3": 110, "avg_pool_3x3": 40}
EDGES = ((0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3))
PATHS = ((3,), (0, 4), (1, 5), (0, 2, 5))


def notation(cell):
    text = ""
    for node in (1, 2, 3):
        edges = ["%s~%d" % (cell[i], a) for i, (a, b) in enumerate(EDGES) if b == node]
        text += ("+" if text else "") + "|" + "|".join(edges) + "|"
    return text


def path_quality(cell, weight):
    total = 0
    for path in PATHS:
        if all(cell[edge] != "none" for edge in path):
            total += sum(QUALITY[cell[edge]] for edge in path) * weight[len(path) - 1]
    return total


def score(cell, weight, scale):
    quality = path_quality(cell, weight)
    skips = sum(1 for operation in cell if operation == "skip_connect")
    return 1000 + quality * 8450 // (quality + scale) - 23 * abs(skips - 1)


def main():
    rows = ["architecture,accuracy_a,accuracy_b,latency_ms"]
    for cell in itertools.product(OPERATIONS, repeat=len(EDGES)):
        a = score(cell, (3, 2, 2), 60)
        b = score(cell, (1, 2, 3), 240)
        latency = 100 + sum(LATENCY[operation] for operation in cell)
        rows.append("%s,%.2f,%.2f,%.2f" % (notation(cell), a / 100, b / 100, latency / 100))
    with open("stand-in.csv.gz", "wb") as file:
        with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as out:
            out.write(("\n".join(rows) + "\n").encode())


main()
