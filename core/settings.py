"""All settings, from `ASKREPORTS_*` variables and a TOML file; unknown keys are refused."""

import os
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from core.errors import SettingsError

PREFIX = "ASKREPORTS_"
FILE_VARIABLE = "ASKREPORTS_SETTINGS"
DEFAULT_FILE = Path("askreports.toml")


class Settings(BaseSettings):
    """What can be set. Lengths are cl100k tokens, times seconds, unless the name says otherwise."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    data: Path = Field(Path("data"), description="folder of the index and the database")
    chroma: str = Field(
        "embedded",
        pattern=r"^(embedded|https?://[^/:]+(:\d+)?/?)$",
        description="'embedded', or the URL of a Chroma server that keeps the vectors",
    )
    database: str = Field(
        "",
        pattern=r"^(postgresql(\+pg8000)?://.+)?$",
        description="'' (a file in the data folder), or postgresql://user:password@host/name",
    )
    keep_days: int = Field(
        365,
        ge=0,
        le=36_500,
        description="days to keep conversations that nobody flagged, judged or shared; "
        "0 keeps them an hour",
    )
    models: Path = Field(
        Path(platformdirs.user_cache_dir("askreports")) / "models",
        description="folder of the verified weights",
    )
    reports: Path = Field(Path("reports"), description="what `ingest` reads by default")
    port: int = Field(7860, ge=1, le=65535, description="port of the web application")
    hosts: str = Field(
        "127.0.0.1,localhost",
        pattern=r"^(\*|(\*\.)?[^\s,*]+)(,(\*\.)?[^\s,*]+)*$",
        description="names under which the web application is reached, with commas between; "
        "'*' for any",
    )
    llm: str = Field(
        "embedded",
        pattern=r"^(embedded|none|https?://.+)$",
        description="'embedded', 'none', or the base URL of an OpenAI-compatible endpoint",
    )
    llm_model: str = Field("default", description="model name asked of an endpoint")
    llm_api_key: str = Field("none", description="key for an endpoint that wants one")
    llm_timeout: float = Field(60.0, gt=0, description="seconds without a word before giving up")
    passage_tokens: int = Field(200, ge=40, le=2000, description="longest passage")
    evidence_tokens: int = Field(350, ge=50, le=4000, description="evidence shown")
    prompt_tokens: int = Field(120, ge=50, le=4000, description="evidence given to the model")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags win over variables, variables over the file."""
        file = Path(os.environ.get(FILE_VARIABLE, DEFAULT_FILE))
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, file)


def load_settings(**overrides: Any) -> Settings:
    """Read the settings; `overrides` (None means not given) win.

    Raises:
        SettingsError: a key is unknown or a value is impossible; says which.
    """
    known = {PREFIX + name.upper() for name in Settings.model_fields} | {FILE_VARIABLE}
    for key in os.environ:
        if key.upper().startswith(PREFIX) and key.upper() not in known:
            choices = ", ".join(sorted(known))
            raise SettingsError(f"unknown setting {key}; the settings are {choices}")
    named_file = os.environ.get(FILE_VARIABLE)
    if named_file and not Path(named_file).is_file():
        raise SettingsError(f"no settings file at {named_file}; mend or unset {FILE_VARIABLE}")
    try:
        return Settings(**{k: v for k, v in overrides.items() if v is not None})
    except ValidationError as error:
        raise SettingsError(_first_fault(error)) from error
    except (OSError, ValueError) as error:  # no TOML, no UTF-8, or not to be opened
        file = named_file or DEFAULT_FILE
        raise SettingsError(f"the settings file {file} cannot be read: {error}; mend it") from error


def _first_fault(error: ValidationError) -> str:
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"unknown setting {name!r}; the settings are {', '.join(Settings.model_fields)}"
    wanted = Settings.model_fields[str(first["loc"][0])].description
    # The value itself is not repeated: it may be a key.
    return f"setting {name!r} ({wanted}): {first['msg']}"
