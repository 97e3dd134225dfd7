"""The model that the settings name."""

from core.settings import Settings
from models.weights import LANGUAGE_MODEL, verified
from rag.llm.base import ChatModel


def make_model(settings: Settings) -> ChatModel | None:
    """Return the model of `settings.llm`, or None for "none".

    Raises:
        ModelError: the embedded model's weights are missing, or the URL is none.
        WeightsError: they are not the published ones.
    """
    if settings.llm == "none":
        return None
    # The endpoint's client takes seconds to load; evidence only does without.
    from rag.llm.embedded import EmbeddedModel
    from rag.llm.endpoint import EndpointModel

    if settings.llm == "embedded":
        weights = verified(settings.models, LANGUAGE_MODEL)
        return EmbeddedModel(weights, settings.llm_timeout)
    return EndpointModel(
        settings.llm, settings.llm_model, settings.llm_api_key, settings.llm_timeout
    )
