from datetime import UTC, datetime

import pytest

from engine.report.content import ReportContent, gather_report
from tests.engine.sign_off.conftest import Signed, signed, signed_once

__all__ = ["signed", "signed_once"]

NOW = datetime(2026, 3, 31, tzinfo=UTC)


@pytest.fixture(scope="session")
def content(signed_once: Signed) -> ReportContent:
    return gather_report(signed_once.project, now=NOW)
