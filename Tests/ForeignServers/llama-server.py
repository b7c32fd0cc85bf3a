"""Runs llama.cpp's own HTTP server, as the PyPI package xllamacpp brings it.

usage: llama-server.py MODEL.gguf PORT
"""

import signal
import sys

import xllamacpp

parameters = xllamacpp.CommonParams()
parameters.model.path = sys.argv[1]
parameters.hostnames = ["127.0.0.1"]
parameters.port = int(sys.argv[2])
parameters.n_ctx = 2048
parameters.warmup = False
server = xllamacpp.Server(parameters)
print(server.listening_address, flush=True)
signal.pause()
