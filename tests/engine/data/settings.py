"""Any settings of the checks that can be made."""

from hypothesis import strategies as st

from engine.data.check_settings import THRESHOLDS, CheckSettings, Threshold


def _values(threshold: Threshold) -> st.SearchStrategy[float]:
    if threshold.whole:
        return st.integers(int(threshold.minimum), int(threshold.maximum))
    return st.floats(threshold.minimum, threshold.maximum)


def _in_order(values: dict[str, float]) -> CheckSettings:
    for name in [name for name in values if name.endswith("_from")]:
        sure = f"{name.removesuffix('_from')}_sure"
        values[name], values[sure] = sorted((values[name], values[sure]))
    return CheckSettings(**values)


def check_settings() -> st.SearchStrategy[CheckSettings]:
    """Every threshold anywhere in its range."""
    values = {own.name: st.just(getattr(CheckSettings(), own.name)) | _values(own) for own in THRESHOLDS}
    return st.fixed_dictionaries(values).map(_in_order)
