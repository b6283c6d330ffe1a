#!/usr/bin/env python3
"""Writes the fixtures in this directory: files laid out as NATS-Bench's -simple form (see README.md).

Run it here: python3 generate.py (Python 3.8 or later, numpy). The same versions write the same bytes.
"""
import bz2
import os
import pickle
from collections import OrderedDict
from pathlib import Path

import numpy

HERE = Path(__file__).parent
SIMPLE = HERE / "NATS-tss-v1_0-3ffb9-simple"
HOSTILE = HERE / "hostile-simple"

ARCHITECTURES = [
    "|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|",
    "|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|skip_connect~2|",
    "|avg_pool_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|avg_pool_3x3~0|avg_pool_3x3~1|avg_pool_3x3~2|",
    "|avg_pool_3x3~0|+|skip_connect~0|none~1|+|none~0|none~1|skip_connect~2|",
    "|skip_connect~0|+|skip_connect~0|nor_conv_1x1~1|+|skip_connect~0|skip_connect~1|nor_conv_1x1~2|",
]

# data set, evaluation sets, classes, and the number of trials in the 200-epoch schedule
DATASETS = [
    ("cifar10-valid", ["x-valid", "ori-test"], 10, 3),
    ("cifar10", ["ori-test"], 10, 3),
    ("cifar100", ["x-valid", "x-test", "ori-test"], 100, 2),
    ("ImageNet16-120", ["x-valid", "x-test", "ori-test"], 120, 1),
]
SEEDS = [777, 888, 999]
COLUMNS = [
    ("cifar10_valid", "cifar10-valid", "x-valid"),
    ("cifar10_test", "cifar10", "ori-test"),
    ("cifar100_valid", "cifar100", "x-valid"),
    ("cifar100_test", "cifar100", "x-test"),
    ("imagenet16_120_valid", "ImageNet16-120", "x-valid"),
    ("imagenet16_120_test", "ImageNet16-120", "x-test"),
]
# With ten classes on 32x32 images, as the benchmark says; other data sets add 64 weights and a bias for each class.
PARAMS = [129306, 802426, 559386, 73306, 129306]
FLOPS = [15647370, 113951370, 78561930, 7783050, 15647370]
COST_NAMES = [("cifar10", 10), ("cifar100", 100), ("imagenet16_120", 120)]


def final_accuracy(index, epochs, dataset, name, trial):
    """An invented accuracy in percent, different for every argument, with the three decimals real ones have."""
    number = 31 * index + 7 * epochs + 101 * len(dataset) + 13 * len(name) + 1009 * trial + ord(name[-1])
    return round(50 + (number * 7919 % 40000) / 1000, 3)


def cost(index, classes):
    """Parameters and FLOPs. ImageNet16-120's FLOPs are invented: its images are 16x16."""
    return PARAMS[index] + 65 * (classes - 10), FLOPS[index] + 65 * (classes - 10)


def trial(index, arch, epochs, dataset, names, classes, seed, number):
    """The state dictionary of one trial. Epochs before the last have a constant accuracy, so the files stay small."""
    evaluations, losses, times = {}, {}, {}
    for name in names:
        # The benchmark's older trials were evaluated on some sets after the last epoch only.
        every = name != "ori-test" or number == 0
        for epoch in range(epochs):
            if every or epoch == epochs - 1:
                last = epoch == epochs - 1
                key = "{:}@{:}".format(name, epoch)
                evaluations[key] = final_accuracy(index, epochs, dataset, name, number) if last else 10.0
                losses[key] = 0.5
                times[key] = 1.25
    params, flop = (number / 1e6 for number in cost(index, classes))
    return {
        "name": dataset,
        "net_state_dict": None,
        "train_acc1es": OrderedDict((epoch, 99.0) for epoch in range(epochs)),
        "train_acc5es": OrderedDict((epoch, 100.0) for epoch in range(epochs)),
        "train_losses": OrderedDict((epoch, 0.25) for epoch in range(epochs)),
        "train_times": OrderedDict((epoch, 9.5) for epoch in range(epochs)),
        "arch_config": {"channel": 16, "num_cells": 5, "arch_str": arch, "class_num": classes},
        "params": numpy.float64(params) if index % 2 else params,
        "flop": numpy.float64(flop) if index % 2 else flop,
        "seed": str(seed),
        "epochs": epochs,
        "latency": [0.0139],
        "eval_names": list(names),
        "eval_acc1es": evaluations,
        "eval_times": times,
        "eval_losses": losses,
    }


def results(index, arch, epochs):
    all_results, seeds = {}, {}
    for dataset, names, classes, trials in DATASETS:
        count = trials if epochs == 200 else 1
        seeds[dataset] = SEEDS[:count]
        for number in reversed(range(count)):  # the benchmark's dictionaries are in no particular order
            seed = SEEDS[number]
            all_results[(dataset, seed)] = trial(index, arch, epochs, dataset, names, classes, seed, number)
    return {
        "arch_index": index,
        "arch_str": arch,
        "all_results": all_results,
        "dataset_seed": seeds,
        "clear_net_done": True,
    }


def write(path, content, protocol=4):
    data = pickle.dumps(content, protocol=protocol)
    if protocol == 3:  # as numpy before version 2 wrote it
        data = data.replace(b"cnumpy._core.multiarray\n", b"cnumpy.core.multiarray\n")
    path.write_bytes(bz2.compress(data))


class Hostile:
    def __reduce__(self):
        return os.system, ("touch l2nas-was-here",)


def meta(architectures):
    return {
        "meta_archs": architectures,
        "total_archs": len(architectures),
        "arch2infos": None,
        "evaluated_indexes": set(range(len(architectures))),
    }


def column_values(content):
    values = []
    for epochs in ("200", "12"):
        result = content[epochs]
        for _, dataset, name in COLUMNS:
            last = "{:}@{:}".format(name, int(epochs) - 1)
            values.append(
                repr(
                    float(
                        numpy.mean(
                            [
                                result["all_results"][(dataset, seed)]["eval_acc1es"][last]
                                for seed in result["dataset_seed"][dataset]
                            ]
                        )
                    )
                )
            )
    return values


def main():
    SIMPLE.mkdir(exist_ok=True)
    HOSTILE.mkdir(exist_ok=True)
    header = ["architecture", "index"] + [name + suffix for suffix in ("", "_12ep") for name, _, _ in COLUMNS]
    header += [name + suffix for name, _ in COST_NAMES for suffix in ("_params", "_flops")]
    lines = [",".join(header)]
    for index, arch in enumerate(ARCHITECTURES):
        content = OrderedDict((str(epochs), results(index, arch, epochs)) for epochs in (12, 200))
        write(SIMPLE / "{:06d}.pickle.pbz2".format(index), content, protocol=3 if index == 3 else 4)
        costs = [str(number) for _, classes in COST_NAMES for number in cost(index, classes)]
        lines.append(",".join([arch, str(index)] + column_values(content) + costs))
    write(SIMPLE / "meta.pickle.pbz2", meta(ARCHITECTURES))
    (HERE / "expected.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    write(HOSTILE / "000000.pickle.pbz2", OrderedDict([("200", Hostile())]))
    write(HOSTILE / "meta.pickle.pbz2", meta(ARCHITECTURES[:1]))


if __name__ == "__main__":
    main()
