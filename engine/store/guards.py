"""What a server's database itself watches over: who writes under which name, what is approved, and that it stays.

Privileges say who may add to a table; the triggers here say what may be added. They run as the owner of the database,
and ask for the login (``session_user``), which no SQL changes. Their failures have SQLSTATEs of their own, beginning
with `REFUSED`, so that their words reach a person as they are.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from engine.store.dialect import run_raw
from engine.store.refusal import REFUSED

_WRITTEN = ("journal", "sample_answer", "planted_answer", "sign_off", "sample", "planting", "pause")
"""Tables whose rows have an author."""
_KEPT = (*_WRITTEN, "image", "category", "annotation", "problem", "written_by", "touched_box")
"""Tables of which nothing is changed or removed, not even by the owner's mistake."""

_HEAD = "RETURNS {gives} LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$"

_WRITER = """
DECLARE
    known text;
    stop pause%ROWTYPE;
BEGIN
    IF NOT pg_has_role(session_user, {lead}, 'MEMBER') THEN
        SELECT * INTO stop FROM pause ORDER BY id DESC LIMIT 1;
        IF stop.paused THEN
            RAISE EXCEPTION '% has paused this project%', stop.author,
                CASE stop.reason WHEN '' THEN '' ELSE ': ' || stop.reason END
                USING ERRCODE = '{refused}01', HINT = 'Wait until it goes on; all saved edits are safe';
        END IF;
    END IF;
    -- Whoever may be anybody on this server is not told who to be.
    IF (SELECT rolsuper FROM pg_roles WHERE rolname = session_user) THEN
        RETURN NEW;
    END IF;
    SELECT name INTO known FROM person WHERE login = session_user;
    IF known IS NULL THEN
        INSERT INTO person (login, name) VALUES (session_user, NEW.author) ON CONFLICT DO NOTHING;
        SELECT name INTO known FROM person WHERE login = session_user;
    END IF;
    IF known IS NULL THEN
        RAISE EXCEPTION 'somebody else is called "%" in this project', NEW.author
            USING ERRCODE = '{refused}02', HINT = 'Say who you are: File > Your name';
    ELSIF known <> NEW.author THEN
        RAISE EXCEPTION 'your login % is called "%" in this project, not "%"', session_user, known, NEW.author
            USING ERRCODE = '{refused}02',
            HINT = 'Use that name (File > Your name), or ask a lead to change it (boxwright people --name)';
    END IF;
    RETURN NEW;
END $body$
"""

_JOURNAL = """
DECLARE
    leads boolean := pg_has_role(session_user, {lead}, 'MEMBER');
    own record;
    held image_stage%ROWTYPE;
    place integer;
BEGIN
    IF NEW.id <> (SELECT coalesce(max(id), 0) + 1 FROM journal) THEN
        RAISE EXCEPTION 'journal entries are numbered one after the other'
            USING ERRCODE = '{refused}03', HINT = 'Repeat the last step';
    END IF;
    -- Where there are none, older versions said in the verdicts what is reviewed.
    IF NEW.marks IS NULL THEN
        RAISE EXCEPTION 'a journal entry has marks' USING ERRCODE = '{refused}03', HINT = 'Update Boxwright';
    END IF;
    INSERT INTO written_by (number, login) VALUES (NEW.id, session_user);
    -- A conflict changes nothing.
    IF NEW.action = 'conflict' THEN
        RETURN NEW;
    END IF;
    FOR own IN SELECT CAST(value ->> 'image' AS integer) AS image, value -> 'after' AS state
        FROM json_array_elements(CAST(NEW.marks AS json)) WITH ORDINALITY AS mark (value, place)
        WHERE value -> 'comment' IS NULL ORDER BY mark.place
    LOOP
        SELECT * INTO held FROM image_stage WHERE image = own.image;
        IF NOT leads AND own.state ->> 'stage' = 'approved' AND NOT coalesce(
            NEW.action = 'undo'
            AND CAST(held.before AS jsonb) = CAST(own.state AS jsonb)
            AND (SELECT login FROM written_by WHERE number = held.number) = session_user
            AND boxwright_same_boxes(own.image, held.number, NEW.id, NEW.edits), false)
        THEN
            RAISE EXCEPTION 'only a lead approves images'
                USING ERRCODE = '{refused}04', HINT = 'Ask a lead of this project';
        END IF;
        IF NOT leads AND own.state ->> 'stage' = 'returned'
            AND NOT coalesce(CAST(held.before AS jsonb) = CAST(own.state AS jsonb), false)
        THEN
            RAISE EXCEPTION 'only a lead returns images'
                USING ERRCODE = '{refused}04', HINT = 'Ask a lead of this project';
        END IF;
        INSERT INTO image_stage (image, number, before, state)
            VALUES (own.image, NEW.id, '{{"stage": "unreviewed", "empty": false}}', own.state)
            ON CONFLICT (image) DO UPDATE
            SET number = NEW.id, before = image_stage.state, state = excluded.state;
    END LOOP;
    FOR own IN SELECT * FROM boxwright_edits(NEW.edits) LOOP
        place := coalesce(
            (SELECT image FROM touched_box WHERE id = own.id LIMIT 1),
            (SELECT image FROM annotation WHERE id = own.id),
            own.image);
        IF place <> own.image OR place <> own.image_before THEN
            RAISE EXCEPTION 'a box stays on its image' USING ERRCODE = '{refused}03', HINT = 'Repeat the last step';
        END IF;
        IF NOT leads AND EXISTS (
            SELECT 1 FROM image_stage
            WHERE image = place AND number <> NEW.id AND CAST(state AS json) ->> 'stage' = 'approved')
        THEN
            RAISE EXCEPTION 'an edit of an approved image takes the approval away'
                USING ERRCODE = '{refused}04', HINT = 'Let a lead do this, or edit the image by hand';
        END IF;
        INSERT INTO touched_box (id, number, image) VALUES (own.id, NEW.id, place) ON CONFLICT DO NOTHING;
    END LOOP;
    RETURN NEW;
END $body$
"""

_EDITS = """
CREATE OR REPLACE FUNCTION boxwright_edits(edits text)
RETURNS TABLE (place bigint, id integer, image integer, image_before integer, after jsonb)
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $body$
    SELECT own.place,
        CAST(coalesce(value -> 'after' ->> 'id', value -> 'before' ->> 'id') AS integer),
        CAST(coalesce(value -> 'after' ->> 'image', value -> 'before' ->> 'image') AS integer),
        CAST(coalesce(value -> 'before' ->> 'image', value -> 'after' ->> 'image') AS integer),
        CAST(value -> 'after' AS jsonb)
    FROM json_array_elements(CAST(edits AS json)) WITH ORDINALITY AS own (value, place)
    ORDER BY own.place
$body$
"""
"""What a text of edits does: to which box, on which image, and what the box is after it."""

_SAME = """
CREATE OR REPLACE FUNCTION boxwright_box_before(box integer, since integer) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $body$
    SELECT coalesce(
        (SELECT own.after FROM touched_box AS touched
            JOIN journal ON journal.id = touched.number, boxwright_edits(journal.edits) AS own
            WHERE touched.id = box AND touched.number < since AND own.id = box
            ORDER BY touched.number DESC, own.place DESC LIMIT 1),
        (SELECT jsonb_build_object('id', id, 'source_id', source_id, 'image', image, 'category', category,
            'box_xyxy', jsonb_build_array(x1, y1, x2, y2), 'size_wh', jsonb_build_array(width, height),
            'area', area, 'crowd', crowd, 'ignore', ignore)
            FROM annotation WHERE id = box),
        'null')
$body$;
CREATE OR REPLACE FUNCTION boxwright_same_boxes(place integer, since integer, number integer, edits text)
RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $body$
    WITH done AS (
        SELECT touched.number, own.place AS step, own.id, own.after FROM touched_box AS touched
            JOIN journal ON journal.id = touched.number, boxwright_edits(journal.edits) AS own
            WHERE touched.image = $1 AND touched.number >= since AND own.id = touched.id
        UNION ALL SELECT $3, own.place, own.id, own.after FROM boxwright_edits($4) AS own WHERE own.image = $1
    ), last AS (SELECT DISTINCT ON (id) id, after FROM done ORDER BY id, done.number DESC, done.step DESC)
    SELECT NOT EXISTS (
        SELECT 1 FROM last WHERE coalesce(after, 'null') <> boxwright_box_before(id, since))
$body$
"""
"""Whether every box of an image is as it was before a journal entry, once some more edits are done."""

_SEALED = """
BEGIN
    IF NOT EXISTS (SELECT 1 FROM seal WHERE kind = 'journal' AND number = NEW.id) THEN
        RAISE EXCEPTION 'a journal entry has a seal' USING ERRCODE = '{refused}03', HINT = 'Repeat the last step';
    END IF;
    RETURN NULL;
END $body$
"""

_STAYS = """
CREATE OR REPLACE FUNCTION boxwright_stays() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION 'what is in "%" stays as it was written', TG_TABLE_NAME
        USING ERRCODE = '{refused}05', HINT = 'Add to it instead';
END $body$
"""

_STATES = """
DELETE FROM image_stage;
WITH said AS (
    SELECT journal.id AS number, mark.place, CAST(value ->> 'image' AS integer) AS image, value -> 'after' AS state
    FROM journal, json_array_elements(CAST(coalesce(marks, '[]') AS json)) WITH ORDINALITY AS mark (value, place)
    WHERE action <> 'conflict' AND marks <> 'null' AND value -> 'comment' IS NULL
), in_order AS (
    SELECT *, lag(CAST(state AS text)) OVER (PARTITION BY image ORDER BY number, place) AS before FROM said
)
INSERT INTO image_stage (image, number, before, state)
    SELECT DISTINCT ON (image) image, number, coalesce(before, '{"stage": "unreviewed", "empty": false}'), state
    FROM in_order ORDER BY image, number DESC, place DESC;
INSERT INTO touched_box (id, number, image)
    SELECT own.id, journal.id, own.image FROM journal, boxwright_edits(journal.edits) AS own
    WHERE action <> 'conflict' ON CONFLICT DO NOTHING
"""
"""What the database keeps of its own of a journal that came with a project."""


def watch(connection: Connection, lead: str) -> None:
    """Let the database watch over a project, again where it did already.

    Parameters
    ----------
    connection
        As the owner; nobody else appends meanwhile.
    lead
        The role of leads, as a text of SQL.
    """
    named = {"lead": lead, "refused": REFUSED}
    for name, gives, body in (
        ("boxwright_writer", "trigger", _WRITER),
        ("boxwright_journal", "trigger", _JOURNAL),
        ("boxwright_sealed", "trigger", _SEALED),
    ):
        head = f"CREATE OR REPLACE FUNCTION {name}() {_HEAD.format(gives=gives)}"
        run_raw(connection, head + body.format(**named))
    for function in (_EDITS, _SAME, _STAYS.format(**named), _STATES):
        run_raw(connection, function)
    for name in (
        "boxwright_writer()", "boxwright_journal()", "boxwright_sealed()", "boxwright_stays()",
        "boxwright_edits(text)", "boxwright_box_before(integer, integer)",
        "boxwright_same_boxes(integer, integer, integer, text)",
    ):  # fmt: skip
        run_raw(connection, f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC")
    _let_trigger(connection, ("journal",), "boxwright_journal", "BEFORE INSERT", "ROW")
    _let_trigger(connection, _WRITTEN, "boxwright_writer", "BEFORE INSERT", "ROW")
    _let_trigger(connection, _KEPT, "boxwright_stays", "BEFORE UPDATE OR DELETE OR TRUNCATE", "STATEMENT")
    run_raw(connection, "DROP TRIGGER IF EXISTS boxwright_sealed ON journal")
    run_raw(
        connection,
        "CREATE CONSTRAINT TRIGGER boxwright_sealed AFTER INSERT ON journal DEFERRABLE INITIALLY DEFERRED "
        "FOR EACH ROW EXECUTE FUNCTION boxwright_sealed()",
    )


def _let_trigger(connection: Connection, tables: Iterable[str], name: str, when: str, each: str) -> None:
    for table in tables:
        run_raw(connection, f'DROP TRIGGER IF EXISTS {name} ON "{table}"')
        run_raw(
            connection, f'CREATE TRIGGER {name} {when} ON "{table}" FOR EACH {each} EXECUTE FUNCTION {name}()'
        )
