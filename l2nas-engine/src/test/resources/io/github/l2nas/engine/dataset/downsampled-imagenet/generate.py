"""Writes files laid out like downsampled ImageNet's, in each way that Python has written them: python3 generate.py"""

import os
import pickle
import struct

import numpy

HERE = os.path.dirname(os.path.abspath(__file__))
PIXELS = 3 * 4 * 4


def batch(first, labels):
    numbers = numpy.arange(first * PIXELS, (first + len(labels)) * PIXELS) * 7 % 251
    return {"data": numbers.astype(numpy.uint8).reshape(-1, PIXELS), "labels": labels}


def python2(content):
    """What cPickle of Python 2 and numpy 1 wrote, opcode by opcode: there, bytes are text."""
    data = content["data"]
    raw = data.tobytes()
    pickled = b"\x80\x02}q\x01(U\x04dataq\x02cnumpy.core.multiarray\n_reconstruct\nq\x03cnumpy\nndarray\nq\x04K\x00\x85U\x01b\x87R"
    pickled += b"(K\x01K" + bytes([data.shape[0]]) + b"K" + bytes([data.shape[1]]) + b"\x86"
    pickled += b"cnumpy\ndtype\nq\x05U\x02u1K\x00K\x01\x87R(K\x03U\x01|NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb\x89"
    pickled += b"T" + struct.pack("<i", len(raw)) + raw + b"tb"
    pickled += b"U\x06labels](" + b"".join(b"K" + bytes([label]) for label in content["labels"]) + b"eu."
    read = pickle.loads(pickled, encoding="latin1")
    assert (read["data"] == data).all() and read["labels"] == content["labels"]
    return pickled


def python3(protocol, labels=list):
    def write(content):
        mean = content["data"].mean(axis=0)
        return pickle.dumps(dict(content, labels=labels(content["labels"]), mean=mean), protocol)

    return write


WRITERS = {
    "python-2": python2,
    "protocol-2": python3(2),
    "protocol-4": python3(4),
    "protocol-5": python3(5, lambda labels: numpy.array(labels, dtype=numpy.int64)),
}

FILES = {
    "train_data_batch_1": batch(0, [1, 2, 3, 1]),
    "train_data_batch_2": batch(4, [2, 3]),
    "train_data_batch_10": batch(6, [3]),
    "val_data": batch(100, [3, 2, 1]),
}

for folder, write in WRITERS.items():
    os.makedirs(os.path.join(HERE, folder), exist_ok=True)
    for name, content in FILES.items():
        with open(os.path.join(HERE, folder, name), "wb") as out:
            out.write(write(content))
