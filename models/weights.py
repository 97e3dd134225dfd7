"""Which weights the product runs on, and their published hashes."""

from dataclasses import dataclass
from pathlib import Path

from core.weights import verify


@dataclass(frozen=True, slots=True)
class Weights:
    """Files of one model.

    Attributes:
        name: for people.
        folder: where its files go inside the models folder, "" for the folder itself.
        files: file name to published SHA-256.
        main: the file that loaders are given.
        bytes: size of all files together.
    """

    name: str
    folder: str
    files: dict[str, str]
    main: str
    bytes: int


LANGUAGE_MODEL = Weights(
    name="Qwen2.5-Coder-1.5B-Instruct, 4 bit",
    folder="",
    files={
        "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf": (
            "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
        )
    },
    main="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    bytes=1_117_320_768,
)

EMBEDDING_MODEL = Weights(
    name="all-MiniLM-L6-v2",
    folder="all-MiniLM-L6-v2",
    files={
        "1_Pooling/config.json": (
            "4be450dde3b0273bb9787637cfbd28fe04a7ba6ab9d36ac48e92b11e350ffc23"
        ),
        "config.json": ("953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41"),
        "config_sentence_transformers.json": (
            "061ca9d39661d6c6d6de5ba27f79a1cd5770ea247f8d46412a68a498dc5ac9f3"
        ),
        "model.safetensors": ("53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"),
        "modules.json": ("84e40c8e006c9b1d6c122e02cba9b02458120b5fb0c87b746c41e0207cf642cf"),
        "sentence_bert_config.json": (
            "fc1993fde0a95c24ec6c022539d41cf6e2f7c9721e5415d6fb6897472a9cd4b7"
        ),
        "special_tokens_map.json": (
            "303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3"
        ),
        "tokenizer.json": ("be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"),
        "tokenizer_config.json": (
            "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b"
        ),
        "vocab.txt": ("07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"),
    },
    main="model.safetensors",
    bytes=91_567_913,
)

ALL = (LANGUAGE_MODEL, EMBEDDING_MODEL)


def verified(models: Path, weights: Weights) -> Path:
    """Return the main file, all files of the model being byte for byte the published ones.

    Raises:
        ModelError: a file is missing.
        WeightsError: a file differs; it is never loaded.
    """
    folder = models / weights.folder
    for name, sha256 in weights.files.items():
        verify(folder / name, sha256)
    return folder / weights.main
