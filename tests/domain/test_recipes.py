"""Calls that only ask, written out for other programs."""

import ast
import shlex

import pytest

from app.domain.recipes import KEY_PLACEHOLDER, Dialect, question_text

ADDRESS = 'https://sora-api.codefast.app/status/it\'s "1"'


@pytest.mark.parametrize("dialect", list(Dialect))
def test_a_question_names_its_address_and_leaves_the_key_open(dialect: Dialect) -> None:
    text = question_text(dialect, ADDRESS)
    assert KEY_PLACEHOLDER in text
    assert text.endswith("\n")
    if dialect is Dialect.CURL:
        words = shlex.split(text.replace("\\\n", ""))
        assert words == ["curl", ADDRESS, "-H", f"X-API-Key: {KEY_PLACEHOLDER}"]
    elif dialect is Dialect.PYTHON:
        texts = [n.value for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Constant)]
        assert ADDRESS in texts
    else:
        assert 'fetch("https://sora-api.codefast.app/status/it\'s \\"1\\""' in text
