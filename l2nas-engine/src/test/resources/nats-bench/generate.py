"""Writes the fixtures that README.md describes. Deterministic: the same bytes each time."""

import bz2
import collections
import io
import os
import pickle
import sys
import tarfile
import types

import numpy

ARCHITECTURES = [
    "|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|",
    "|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|skip_connect~2|",
    "|avg_pool_3x3~0|+|nor_conv_1x1~0|none~1|+|avg_pool_3x3~0|nor_conv_3x3~1|nor_conv_1x1~2|",
    "|skip_connect~0|+|skip_connect~0|nor_conv_1x1~1|+|nor_conv_3x3~0|skip_connect~1|nor_conv_3x3~2|",
]
SETS = {
    "cifar10-valid": ["x-valid", "ori-test"],
    "cifar10": ["ori-test"],
    "cifar100": ["x-valid", "x-test", "ori-test"],
    "ImageNet16-120": ["x-valid", "x-test", "ori-test"],
}
SEEDS = [777, 888, 999]


def accuracy(index, dataset, name, seed, epoch):
    """Any number that tells apart what it depends on: two digits for each."""
    return 50 + index * 10 + list(SETS).index(dataset) + SETS[dataset].index(name) / 10 + seed % 10 / 1000 + epoch / 1e6


def results_count(index, dataset, seed, epochs, number):
    """The state of ResultsCount: accuracies after every epoch for evaluations, as the benchmark keeps them at the end."""
    last = epochs - 1
    evaluations = {"%s@%d" % (name, last): number(accuracy(index, dataset, name, seed, last)) for name in SETS[dataset]}
    # an earlier epoch, which must not be taken for the last
    evaluations.update({"%s@%d" % (name, 0): number(1.0) for name in SETS[dataset]})
    return {
        "name": dataset,
        "net_state_dict": None,
        "train_acc1es": {last: 99.0},
        "train_acc5es": None,
        "train_losses": {last: 0.01},
        "train_times": {last: 10.5},
        "arch_config": {"name": "infer.tiny", "C": 16, "N": 5, "arch_str": ARCHITECTURES[index], "num_classes": 10},
        "params": 0.5,
        "flop": 70.25,
        "seed": seed,
        "epochs": epochs,
        "latency": [0.01, 0.02],
        "eval_names": list(SETS[dataset]),
        "eval_acc1es": evaluations,
        "eval_times": {},
        "eval_losses": {},
    }


def arch_results(index, epochs, trials, number=float, mapping=dict):
    results = mapping()
    for dataset in SETS:
        for seed in SEEDS[:trials]:
            results[(dataset, seed)] = results_count(index, dataset, seed, epochs, number)
    return {
        "arch_index": index,
        "arch_str": ARCHITECTURES[index],
        "all_results": results,
        "dataset_seed": {dataset: SEEDS[:trials] for dataset in SETS},
        "clear_net_done": True,
    }


def architecture(index):
    trials = 3 if index == 1 else 1
    number = numpy.float64 if index == 3 else float
    mapping = collections.OrderedDict if index == 2 else dict
    content = mapping()
    content["12"] = arch_results(index, 12, 1, number, mapping)
    content["200"] = arch_results(index, 200, trials, number, mapping)
    return content


def write(path, content, protocol):
    with open(path, "wb") as file:
        file.write(bz2.compress(pickle.dumps(content, protocol)))


class Command:
    """What an attacker puts into a pickle."""

    def __reduce__(self):
        return os.system, ("touch nats-bench-was-executed",)


class Plain:
    """An object of any class."""


def main():
    for directory in ("simple", "hostile"):
        os.makedirs(directory, exist_ok=True)
    for index in range(len(ARCHITECTURES)):
        write("simple/%06d.pickle.pbz2" % index, architecture(index), 4 if index == 2 else 2 if index == 0 else 3)
    write(
        "simple/meta.pickle.pbz2",
        {
            "meta_archs": ARCHITECTURES,
            "total_archs": len(ARCHITECTURES),
            "evaluated_indexes": set(range(len(ARCHITECTURES))),
        },
        3,
    )
    with tarfile.open("simple.tar", "w") as tar:
        for name in sorted(os.listdir("simple")):
            with open("simple/" + name, "rb") as file:
                add(tar, "NATS-tss-v1_0-3ffb9-simple/" + name, file.read())
        add(tar, "../../evil", b"never unpacked")

    Plain.__module__ = "models"


    sys.modules["models"] = types.ModuleType("models")
    sys.modules["models"].Plain = Plain
    for protocol in (0, 2, 4):
        write("hostile/command-protocol-%d.pbz2" % protocol, {"200": Command()}, protocol)
        write("hostile/object-protocol-%d.pbz2" % protocol, {"200": Plain()}, protocol)
    write("hostile/list.pbz2", [1, 2], 3)
    write("hostile/no-results.pbz2", {"200": {"arch_str": ARCHITECTURES[0]}}, 3)
    write("hostile/other-schedule.pbz2", {"90": arch_results(0, 90, 1)}, 3)
    wrong = arch_results(0, 200, 1)
    wrong["arch_str"] = "|conv~0|"
    write("hostile/malformed-architecture.pbz2", {"200": wrong}, 3)
    with open("simple/000000.pickle.pbz2", "rb") as file:
        whole = file.read()
    with open("hostile/cut-short.pbz2", "wb") as file:
        file.write(whole[: len(whole) // 2])
    with open("hostile/cut-pickle.pbz2", "wb") as file:
        file.write(bz2.compress(pickle.dumps(architecture(0), 2)[:-200]))


def add(tar, name, content):
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    tar.addfile(entry, io.BytesIO(content))


if __name__ == "__main__":
    main()
