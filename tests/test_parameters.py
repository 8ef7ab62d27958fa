"""Every number that decides what we say has a source, and a wrong file is named."""

import pytest

from lowback.catalogue import Source
from lowback.library import content_root
from lowback.parameters import parameters, read_parameters
from lowback.parse import ContentError, read_list


def test_every_number_has_a_source_that_is_listed():
    known = {source.id for source in read_list(content_root() / "sources.yaml", Source, [])}

    for name, quantity in parameters():
        assert set(quantity.sources) <= known, name


def test_the_important_change_is_the_published_one():
    assert parameters().mic_points.value == 2
    assert parameters().mic_percent.value == 30
    assert parameters().mic_points.sources == ("Ostelo2008",)


def test_a_misspelt_number_is_named_with_its_file(tmp_path):
    path = tmp_path / "parameters.yaml"
    text = (content_root() / "parameters.yaml").read_text("utf-8")
    path.write_text(text.replace("mic_points:", "mic_pionts:"), encoding="utf-8")

    with pytest.raises(ContentError, match=r"parameters\.yaml") as wrong:
        read_parameters(path)

    assert "mic_pionts" in str(wrong.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ContentError, match="cannot be read"):
        read_parameters(tmp_path / "parameters.yaml")
