"""Settings come from flags, variables and a file, in that order; what is unknown is refused."""

import pytest

from core.errors import SettingsError
from core.settings import load_settings


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_flags_win_over_variables_and_those_over_the_file(elsewhere, monkeypatch):
    (elsewhere / "askreports.toml").write_text('port = 1001\ndata = "of-file"\nllm = "none"\n')
    monkeypatch.setenv("ASKREPORTS_PORT", "1002")
    monkeypatch.setenv("ASKREPORTS_DATA", "of-variable")
    settings = load_settings(port=1003, data=None)
    assert (settings.port, str(settings.data), settings.llm) == (1003, "of-variable", "none")


def test_named_file_is_read_instead_of_the_one_in_the_folder(elsewhere, monkeypatch):
    (elsewhere / "askreports.toml").write_text("port = 1001\n")
    (elsewhere / "other.toml").write_text("port = 1004\n")
    monkeypatch.setenv("ASKREPORTS_SETTINGS", "other.toml")
    assert load_settings().port == 1004


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"prot = 1\n", "unknown setting 'prot'; the settings are data, "),
        (b"port = 'x'\n", "setting 'port' (port of the web application)"),
        (b"port = 0\n", "setting 'port'"),
        (b"llm = 'ftp://x'\n", "setting 'llm' ('embedded', 'none', or the base URL"),
        (b"port = \n", "askreports.toml cannot be read"),
        (b"data = '\xff'\n", "askreports.toml cannot be read"),
    ],
)
def test_fault_in_the_file_is_one_line_that_names_it(elsewhere, content, says):
    (elsewhere / "askreports.toml").write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("ASKREPORTS_PROT", "1", "unknown setting ASKREPORTS_PROT; the settings are"),
        ("ASKREPORTS_PORT", "many", "setting 'port'"),
        ("ASKREPORTS_LLM_TIMEOUT", "-1", "setting 'llm_timeout'"),
        ("ASKREPORTS_SETTINGS", "nowhere.toml", "no settings file at nowhere.toml"),
    ],
)
def test_fault_in_a_variable_is_one_line_that_names_it(monkeypatch, name, value, says):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_key_is_never_repeated_in_an_error(elsewhere):
    (elsewhere / "askreports.toml").write_text("llm_api_key = 987654\n")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert "987654" not in str(caught.value)
