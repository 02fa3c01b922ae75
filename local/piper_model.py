"""Opening a Piper voice so that it also tells how long each phoneme lasts.

A Piper network computes phoneme durations in a `Ceil` node and keeps them to itself. In protobuf,
bytes appended to a message are merged into it, so naming that tensor as one more graph output takes
a few bytes at the end of the file and no other library.
"""

import json
import tempfile
from pathlib import Path

import onnxruntime  # type: ignore[import-untyped]
from piper import PiperConfig, PiperVoice

from core.errors import ModelFileError

DURATIONS_OUTPUT = b"/Ceil_output_0"
_MODEL_GRAPH, _GRAPH_OUTPUT, _VALUE_NAME = 7, 12, 1  # field numbers of onnx.proto


def open_voice(path: Path, threads: int) -> PiperVoice:
    """Return the voice in an `.onnx` file with its `.onnx.json` beside it.

    Raises `ModelFileError` if they hold no voice that can be read.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # The arena keeps the room of the longest sentence ever spoken; without it memory goes back.
    options.enable_cpu_mem_arena = False
    try:
        config = PiperConfig.from_dict(
            json.loads(path.with_name(f"{path.name}.json").read_text(encoding="utf-8"))
        )
        with tempfile.NamedTemporaryFile(suffix=".onnx") as opened:
            model = path.read_bytes()
            opened.write(model)
            if DURATIONS_OUTPUT in model:
                opened.write(_one_more_output(DURATIONS_OUTPUT))
            del model
            opened.flush()
            session = onnxruntime.InferenceSession(
                opened.name, sess_options=options, providers=["CPUExecutionProvider"]
            )
    except Exception as error:  # onnxruntime's errors share no base
        raise ModelFileError(f"{path.name} is no Piper voice that can be read") from error
    return PiperVoice(session=session, config=config)


def _one_more_output(name: bytes) -> bytes:
    return _field(_MODEL_GRAPH, _field(_GRAPH_OUTPUT, _field(_VALUE_NAME, name)))


def _field(number: int, payload: bytes) -> bytes:
    """Return a length-delimited protobuf field; payloads here are shorter than 128 bytes."""
    return bytes((number << 3 | 2, len(payload))) + payload
