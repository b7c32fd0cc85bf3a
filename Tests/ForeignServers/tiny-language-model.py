"""Writes a GGUF file of 100 kB that a llama.cpp server loads: it always says " hello".

usage: tiny-language-model.py FILE
"""

import sys

import gguf
import numpy as np

WIDTH, HEADS, HIDDEN, CONTEXT = 32, 2, 32, 2048

tokens = ["<unk>", "<s>", "</s>"] + [f"<0x{byte:02X}>" for byte in range(256)] + ["▁", "▁hello"]
kinds = [2, 3, 3] + [6] * 256 + [1, 1]

writer = gguf.GGUFWriter(sys.argv[1], "llama")
writer.add_name("hello")
writer.add_context_length(CONTEXT)
writer.add_embedding_length(WIDTH)
writer.add_block_count(1)
writer.add_feed_forward_length(HIDDEN)
writer.add_head_count(HEADS)
writer.add_head_count_kv(HEADS)
writer.add_layer_norm_rms_eps(1e-5)
writer.add_rope_dimension_count(WIDTH // HEADS)
writer.add_vocab_size(len(tokens))
writer.add_tokenizer_model("llama")
writer.add_token_list(tokens)
writer.add_token_scores([0.0] * len(tokens))
writer.add_token_types(kinds)
writer.add_bos_token_id(1)
writer.add_eos_token_id(2)
writer.add_unk_token_id(0)
writer.add_chat_template("{% for message in messages %}{{ message.content }}\n{% endfor %}")


def tensor(name, *shape, value=0.0):
    writer.add_tensor(name, np.full(shape, value, dtype=np.float32))


# Every token is the same vector, and only the last word points its way.
tensor("token_embd.weight", len(tokens), WIDTH, value=1.0)
tensor("output_norm.weight", WIDTH, value=1.0)
output = np.zeros((len(tokens), WIDTH), dtype=np.float32)
output[-1] = 1.0
writer.add_tensor("output.weight", output)
tensor("blk.0.attn_norm.weight", WIDTH, value=1.0)
tensor("blk.0.ffn_norm.weight", WIDTH, value=1.0)
for name in ["attn_q", "attn_k", "attn_v", "attn_output"]:
    tensor(f"blk.0.{name}.weight", WIDTH, WIDTH)
tensor("blk.0.ffn_gate.weight", HIDDEN, WIDTH)
tensor("blk.0.ffn_up.weight", HIDDEN, WIDTH)
tensor("blk.0.ffn_down.weight", WIDTH, HIDDEN)

writer.write_header_to_file()
writer.write_kv_data_to_file()
writer.write_tensors_to_file()
writer.close()
