"""The chain over the audit, and the months it is kept in. Migration 0010 stands on it, so it never changes."""

# `content` is the entry's own hash, so that a link still holds when its entry's month was dropped; `seen` is the
# first transaction that had not begun at `linked_at`: what it or a later one wrote cannot be older than that.
CHAIN = """
CREATE TABLE audit.chain (
    position bigint PRIMARY KEY,
    entry_id bigint NOT NULL UNIQUE,
    entry_at timestamptz NOT NULL,
    xact xid8 NOT NULL,
    content bytea NOT NULL,
    linked_at timestamptz NOT NULL,
    seen xid8 NOT NULL,
    digest bytea NOT NULL
);
CREATE INDEX ix_chain_entry_at ON audit.chain (entry_at);
-- Where the chain begins since older months were dropped; the last one counts.
CREATE TABLE audit.anchors (
    position bigint PRIMARY KEY,
    digest bytea NOT NULL,
    entry_id bigint NOT NULL,
    xact xid8 NOT NULL,
    dropped_before timestamptz NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);
GRANT SELECT, INSERT ON audit.chain TO petshop_definer;
GRANT SELECT ON audit.anchors TO petshop_definer;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_try_advisory_xact_lock(bigint) TO petshop_definer;

CREATE FUNCTION audit_api.microseconds(moment timestamptz) RETURNS bigint IMMUTABLE LANGUAGE sql
SET search_path = pg_catalog AS $$ SELECT (extract(epoch FROM moment) * 1000000)::bigint $$;

CREATE FUNCTION audit_api.content(e audit.entries) RETURNS bytea STABLE LANGUAGE sql
SET search_path = pg_catalog AS $$
    SELECT sha256(convert_to(jsonb_build_array(
        e.id, audit_api.microseconds(e.at), e.xact::text, e.tenant_id, e.actor_id, e.actor_kind, e.session_id,
        e.impersonation, e.login, e.action, e.entity, e.entity_id, e.before, e.after, e.request_id, e.address,
        e.user_agent)::text, 'UTF8'))
$$;

-- services/auth/audit/chain.py computes it anew.
CREATE FUNCTION audit_api.digest(former bytea, link audit.chain) RETURNS bytea IMMUTABLE LANGUAGE sql
SET search_path = pg_catalog AS $$
    SELECT sha256(former || convert_to(concat_ws('|', link.position, link.entry_id,
        audit_api.microseconds(link.entry_at), link.xact, encode(link.content, 'hex'),
        audit_api.microseconds(link.linked_at), link.seen), 'UTF8'))
$$;

CREATE FUNCTION audit_api.head(OUT "position" bigint, OUT digest bytea, OUT entry_id bigint, OUT xact xid8)
STABLE LANGUAGE sql SET search_path = pg_catalog AS $$
    SELECT h.position, h.digest, h.entry_id, h.xact FROM (
        (SELECT c.position, c.digest, c.entry_id, c.xact FROM audit.chain c ORDER BY c.position DESC LIMIT 1)
        UNION ALL
        (SELECT a.position, a.digest, a.entry_id, a.xact FROM audit.anchors a ORDER BY a.position DESC LIMIT 1)
        UNION ALL SELECT 0, decode(repeat('00', 32), 'hex'), 0, '0'::xid8
    ) h ORDER BY h.position DESC LIMIT 1
$$;

-- Links what is finished: an entry of a transaction that still runs, and all after it, wait for its end. Answers
-- how many were linked and the chain's head; no row when another sweeper is at work.
CREATE FUNCTION audit_api.extend_chain(wanted integer)
RETURNS TABLE (linked integer, head_position bigint, head_digest bytea)
SECURITY DEFINER LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    moment timestamptz;
    finished pg_snapshot;
    former record;
    entry audit.entries;
    link audit.chain;
BEGIN
    IF NOT pg_try_advisory_xact_lock(7305113) THEN
        RETURN;
    END IF;
    moment := clock_timestamp();
    finished := pg_current_snapshot();
    SELECT * INTO former FROM audit_api.head();
    link.position := former.position;
    link.digest := former.digest;
    linked := 0;
    FOR entry IN SELECT e.* FROM audit.entries e
        WHERE (e.xact, e.id) > (former.xact, former.entry_id) AND e.xact < pg_snapshot_xmin(finished)
        ORDER BY e.xact, e.id LIMIT wanted
    LOOP
        link := (link.position + 1, entry.id, entry.at, entry.xact, audit_api.content(entry), moment,
                 pg_snapshot_xmax(finished), link.digest);
        link.digest := audit_api.digest(link.digest, link);
        INSERT INTO audit.chain SELECT link.*;
        linked := linked + 1;
    END LOOP;
    head_position := link.position;
    head_digest := link.digest;
    RETURN NEXT;
END $$;

-- For the verification: where it begins, links with what their entries hold now, and what waits to be linked.
CREATE FUNCTION audit_api.chain_start()
RETURNS TABLE ("position" bigint, digest bytea, dropped_before timestamptz)
STABLE SECURITY DEFINER LANGUAGE sql SET search_path = pg_catalog AS $$
    SELECT a.position, a.digest, a.dropped_before FROM audit.anchors a ORDER BY a.position DESC LIMIT 1
$$;

-- In the chain's order, with entries that have a place in it and no link (`position` is null).
CREATE FUNCTION audit_api.chain_links(after bigint, is_first boolean, wanted integer)
RETURNS TABLE ("position" bigint, entry_id bigint, entry_at timestamptz, xact bigint, content bytea,
               linked_at timestamptz, seen bigint, digest bytea, found bytea)
STABLE SECURITY DEFINER LANGUAGE sql SET search_path = pg_catalog AS $$
    WITH part AS MATERIALIZED (
        SELECT c.* FROM audit.chain c WHERE c.position > $1 ORDER BY c.position LIMIT $3
    ), upper AS (
        SELECT p.xact, p.entry_id FROM part p ORDER BY p.position DESC LIMIT 1
    ), lower AS (
        SELECT c.xact, c.entry_id FROM audit.chain c WHERE c.position = $1 AND NOT $2
        UNION ALL SELECT '0'::xid8, 0 WHERE $2
    ), present AS MATERIALIZED (
        SELECT e.id, e.at, e.xact, audit_api.content(e.*) AS content FROM audit.entries e, lower, upper
        WHERE (e.xact, e.id) > (lower.xact, lower.entry_id) AND (e.xact, e.id) <= (upper.xact, upper.entry_id)
    )
    SELECT p.position, coalesce(p.entry_id, e.id), coalesce(p.entry_at, e.at),
        coalesce(p.xact, e.xact)::text::bigint, p.content, p.linked_at, p.seen::text::bigint, p.digest, e.content
    FROM part p FULL JOIN present e ON e.id = p.entry_id
    ORDER BY coalesce(p.xact, e.xact), coalesce(p.entry_id, e.id)
$$;

CREATE FUNCTION audit_api.unlinked() RETURNS TABLE (entries bigint, oldest_s double precision)
STABLE SECURITY DEFINER LANGUAGE sql SET search_path = pg_catalog AS $$
    SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(e.at)), 0)::float8
    FROM audit.entries e, audit_api.head() h WHERE (e.xact, e.id) > (h.xact, h.entry_id)
$$;

DO $$
DECLARE own regprocedure;
BEGIN
    FOR own IN SELECT p.oid FROM pg_proc p WHERE p.pronamespace = 'audit_api'::regnamespace
        AND p.proowner <> 'petshop_definer'::regrole LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO petshop_definer', own);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', own);
    END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION audit_api.extend_chain(integer), audit_api.chain_start(),
    audit_api.chain_links(bigint, boolean, integer), audit_api.unlinked() TO svc_auth;
"""

# Both belong to the administrator, who owns the tables; months are UTC's.
PARTITIONS = """
CREATE FUNCTION audit_api.month_of(moment timestamptz, later integer) RETURNS timestamptz IMMUTABLE LANGUAGE sql
SET search_path = pg_catalog AS $$
    SELECT (date_trunc('month', moment AT TIME ZONE 'UTC') + make_interval(months => later)) AT TIME ZONE 'UTC'
$$;

-- This month and the three to come. It is told nothing, so whoever may call it can do no more than that. A month
-- is made beside the table and then attached: writers are not held up.
CREATE FUNCTION audit_api.prepare_partitions() RETURNS integer SECURITY DEFINER LANGUAGE plpgsql
SET search_path = pg_catalog AS $$
DECLARE
    made integer := 0;
    since timestamptz;
    until timestamptz;
    name text;
BEGIN
    PERFORM pg_advisory_xact_lock(7305114);
    FOR later IN 0..3 LOOP
        since := audit_api.month_of(clock_timestamp(), later);
        until := audit_api.month_of(clock_timestamp(), later + 1);
        name := 'entries_' || to_char(since AT TIME ZONE 'UTC', 'YYYYMM');
        CONTINUE WHEN to_regclass('audit.' || name) IS NOT NULL;
        EXECUTE format('CREATE TABLE audit.%I (LIKE audit.entries INCLUDING ALL EXCLUDING IDENTITY)', name);
        IF EXISTS (SELECT FROM audit.entries_default d WHERE d.at >= since AND d.at < until) THEN
            LOCK TABLE audit.entries_default IN ACCESS EXCLUSIVE MODE;
            EXECUTE format('WITH moved AS (DELETE FROM audit.entries_default d WHERE d.at >= %L AND d.at < %L'
                ' RETURNING d.*) INSERT INTO audit.%I SELECT * FROM moved', since, until, name);
        END IF;
        EXECUTE format('ALTER TABLE audit.entries ATTACH PARTITION audit.%I FOR VALUES FROM (%L) TO (%L)',
                       name, since, until);
        made := made + 1;
    END LOOP;
    RETURN made;
END $$;

-- Drops the months before `boundary`'s, and leaves the anchor from which the rest of the chain is verified. For
-- the owner alone: nobody is granted it.
CREATE FUNCTION audit_api.drop_before(boundary timestamptz) RETURNS text[] LANGUAGE plpgsql
SET search_path = pg_catalog AS $$
DECLARE
    cut timestamptz := audit_api.month_of(boundary, 0);
    months text[];
    month text;
    last audit.chain;
BEGIN
    PERFORM pg_advisory_xact_lock(7305113);
    PERFORM pg_advisory_xact_lock(7305114);
    SELECT array_agg(c.relname ORDER BY c.relname) INTO months
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'audit.entries'::regclass AND c.relname ~ '^entries_[0-9]{6}$'
        AND c.relname < 'entries_' || to_char(cut AT TIME ZONE 'UTC', 'YYYYMM');
    IF months IS NULL AND NOT EXISTS (SELECT FROM audit.entries_default d WHERE d.at < cut) THEN
        RETURN '{}';
    END IF;
    IF EXISTS (SELECT FROM audit.entries e WHERE e.at < cut
               AND NOT EXISTS (SELECT FROM audit.chain c WHERE c.entry_id = e.id)) THEN
        RAISE object_not_in_prerequisite_state USING MESSAGE = 'entries of these months are not linked yet';
    END IF;
    SELECT c.* INTO last FROM audit.chain c WHERE c.position < coalesce(
        (SELECT min(k.position) FROM audit.chain k WHERE k.entry_at >= cut), 9223372036854775807)
    ORDER BY c.position DESC LIMIT 1;
    FOREACH month IN ARRAY coalesce(months, '{}') LOOP
        EXECUTE format('DROP TABLE audit.%I', month);
    END LOOP;
    DELETE FROM audit.entries_default d WHERE d.at < cut;
    IF last.position IS NOT NULL THEN
        INSERT INTO audit.anchors (position, digest, entry_id, xact, dropped_before)
        VALUES (last.position, last.digest, last.entry_id, last.xact, cut);
        DELETE FROM audit.chain c WHERE c.position <= last.position;
    ELSE
        UPDATE audit.anchors a SET dropped_before = greatest(a.dropped_before, cut)
        WHERE a.position = (SELECT max(k.position) FROM audit.anchors k);
    END IF;
    PERFORM audit_api.write(NULL, 'audit.dropped', 'audit', NULL, NULL, jsonb_build_object(
        'dropped_before', cut, 'months', coalesce(months, '{}')), audit_api.asking());
    RETURN coalesce(months, '{}');
END $$;

REVOKE ALL ON FUNCTION audit_api.month_of(timestamptz, integer), audit_api.prepare_partitions(),
    audit_api.drop_before(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_api.prepare_partitions() TO svc_auth;
SELECT audit_api.prepare_partitions();
"""
