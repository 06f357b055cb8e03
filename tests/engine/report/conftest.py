from tests.engine.sign_off.conftest import signed_once

__all__ = ["signed_once"]
