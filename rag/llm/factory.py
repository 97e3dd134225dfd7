"""The model that the settings name."""

from core.settings import Settings
from models.weights import LANGUAGE_MODEL, verified
from rag.llm.base import ChatModel
from rag.llm.embedded import EmbeddedModel
from rag.llm.endpoint import EndpointModel


def make_model(settings: Settings) -> ChatModel | None:
    """Return the model of `settings.llm`, or None for "none".

    Raises:
        ModelError: the embedded model's weights are missing.
        WeightsError: they are not the published ones.
    """
    if settings.llm == "none":
        return None
    if settings.llm == "embedded":
        weights = verified(settings.models, LANGUAGE_MODEL)
        return EmbeddedModel(weights, settings.llm_timeout)
    return EndpointModel(
        settings.llm, settings.llm_model, settings.llm_api_key, settings.llm_timeout
    )
