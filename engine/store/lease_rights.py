"""What each role may do with leases and presence: take what is free, and speak for oneself alone."""

from __future__ import annotations

_OWN = "login = session_user"
_OVER = "coalesce(until <= now(), true)"
_SHORT = "coalesce(until <= now() + interval '1 day', true)"
"""Nobody holds an image for ever."""


def lease_statements(reader: str, annotator: str, lead: str) -> tuple[str, ...]:
    """Statements that give roles their rights, in order; they can be done again.

    Parameters
    ----------
    reader, annotator, lead
        Names of roles, quoted.
    """
    policies = (
        ("lease", "read", f"FOR SELECT TO {reader} USING (true)"),
        ("lease", "taken", f"FOR UPDATE TO {annotator} USING ({_OWN} OR {_OVER}) WITH CHECK ({_OWN} AND {_SHORT})"),
        ("lease", "led", f"FOR UPDATE TO {lead} USING (true) WITH CHECK ({_SHORT})"),
        ("presence", "read", f"FOR SELECT TO {reader} USING (true)"),
        ("presence", "came", f"FOR INSERT TO {annotator} WITH CHECK ({_OWN} AND {_SHORT})"),
        ("presence", "moved", f"FOR UPDATE TO {annotator} USING ({_OWN}) WITH CHECK ({_OWN} AND {_SHORT})"),
        ("presence", "gone", f"FOR DELETE TO {annotator} USING ({_OWN} OR {_OVER})"),
    )  # fmt: skip
    made = [
        f"GRANT UPDATE (seat, person, login, seconds, until) ON lease TO {annotator}",
        f"GRANT INSERT, UPDATE, DELETE ON presence TO {annotator}",
        "ALTER TABLE lease ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE presence ENABLE ROW LEVEL SECURITY",
    ]
    for table, name, what in policies:
        made += [f"DROP POLICY IF EXISTS {name} ON {table}", f"CREATE POLICY {name} ON {table} {what}"]
    return tuple(made)
