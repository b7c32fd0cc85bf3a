"""Writes an ONNX voice that Piper loads: a hum, as long as the text.

usage: tiny-voice.py FILE.onnx
"""

import json
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

RATE, SAMPLES_PER_SYMBOL, HERTZ = 22_050, 1_024, 150.0


def constant(name, value):
    return numpy_helper.from_array(np.array(value), name)


graph = helper.make_graph(
    [
        helper.make_node("Shape", ["input"], ["shape"]),
        helper.make_node("Gather", ["shape", "last"], ["symbols"]),
        helper.make_node("Mul", ["symbols", "samples_per_symbol"], ["length"]),
        helper.make_node("Range", ["zero", "length", "one"], ["places"]),
        helper.make_node("Cast", ["places"], ["times"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["times", "step"], ["angles"]),
        helper.make_node("Sin", ["angles"], ["wave"]),
        helper.make_node("Unsqueeze", ["wave", "axes"], ["output"]),
    ],
    "hum",
    [
        helper.make_tensor_value_info("input", TensorProto.INT64, ["batch", "symbols"]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, ["batch"]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ],
    [helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, 1, "time"])],
    [
        constant("last", np.int64(1)),
        constant("samples_per_symbol", np.int64(SAMPLES_PER_SYMBOL)),
        constant("zero", np.int64(0)),
        constant("one", np.int64(1)),
        constant("step", np.float32(2 * np.pi * HERTZ / RATE)),
        constant("axes", np.array([0, 1, 2], dtype=np.int64)),
    ],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
model.ir_version = 8
onnx.checker.check_model(model)
onnx.save(model, sys.argv[1])

symbols = ["_", "^", "$", " "] + list("abcdefghijklmnopqrstuvwxyz.,?!'")
with open(sys.argv[1] + ".json", "w") as file:
    json.dump(
        {
            "audio": {"sample_rate": RATE},
            "espeak": {"voice": "en-us"},
            "phoneme_type": "text",
            "num_symbols": len(symbols),
            "num_speakers": 1,
            "phoneme_id_map": {symbol: [index] for index, symbol in enumerate(symbols)},
        },
        file,
    )
