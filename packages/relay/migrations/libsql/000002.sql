-- One row for each record that was answered 202. Never deleted, so that a repeat is known years later.
create table records (
  id text primary key,
  organisation text not null,
  -- That of the operation in `current`.
  state text not null
    check (state in ('waiting', 'sending', 'accepted', 'rejected', 'unknown', 'parked', 'withdrawn')),
  -- Number of operations.
  revision integer not null,
  -- The operation which is next, or the last one.
  current integer not null,
  -- When to look at this row next: the next attempt, or the end of the lease while one is held.
  due_at_ms integer not null,
  is_leased integer not null default 0,
  -- Run of a relay whose answer still counts. Null: nobody's.
  owner text,
  -- Counts the claims, so that a late answer to an earlier claim can be told.
  fence integer not null default 0,
  -- Claims of the current operation since one was last settled.
  claims_in_row integer not null default 0,
  -- Requests that left, over all operations.
  attempts integer not null default 0,
  lfpse_id text,
  lfpse_version_id text,
  lfpse_reference_number text,
  is_yellow_card_missing integer not null default 0,
  received_at_ms integer not null,
  -- When the state last changed.
  changed_at_ms integer not null,
  content_removed_at_ms integer
) strict;

-- What was asked to be done with a record, in order.
create table operations (
  record_id text not null,
  -- From 1.
  sequence integer not null,
  organisation text not null,
  kind text not null check (kind in ('create', 'update', 'yellow-card', 'withdraw')),
  -- Idempotency key, unique among the operations of the record.
  key text not null,
  -- SHA-256 of the request in canonical form: tells a repeat from another request under the same key.
  fingerprint text not null,
  -- The answer that was given, repeated byte for byte.
  receipt text not null,
  received_at_ms integer not null,
  -- Id of who asked, never a name.
  actor text not null,
  state text not null
    check (state in ('waiting', 'sending', 'accepted', 'rejected', 'unknown', 'parked', 'withdrawn')),
  -- Requests that left.
  attempts integer not null default 0,
  -- Sealed: why it is where it is. Null: nothing to say.
  issues blob,
  -- Sealed: the whole submission after this operation. Null: a withdrawal, or removed under the retention rule.
  body blob,
  -- Sealed: the resource that left last. LFPSE cannot be asked for it.
  payload blob,
  primary key (record_id, sequence)
) strict;

-- Who may use the relay. Never the token.
create table tokens (
  id text primary key,
  -- Null: an administrator of all organisations.
  organisation text,
  role text not null check (role in ('reporter', 'administrator')),
  hash text not null,
  created_at_ms integer not null,
  expires_at_ms integer,
  revoked_at_ms integer
) strict;

-- Administrators who are signed in. Never the cookie's value.
create table sessions (
  hash text primary key,
  token_id text not null,
  csrf_token text not null,
  expires_at_ms integer not null
) strict;

-- Who did what beside the operations of records. Entries are never changed. Empty text: absent.
create table audit_entries (
  id integer primary key autoincrement,
  at_ms integer not null,
  actor text not null,
  action text not null,
  organisation text not null default '',
  record_id text not null default '',
  detail text not null default ''
) strict;

-- Written to find out whether the store can be written.
create table readiness (
  id integer primary key check (id = 1),
  checked_at_ms integer not null
) strict;

insert into records (
  id, organisation, state, revision, current, due_at_ms, is_leased, fence, attempts, lfpse_id, lfpse_version_id,
  lfpse_reference_number, received_at_ms, changed_at_ms)
select id, organisation, state, 1, 1, due_at_ms, is_leased, fence, attempts, lfpse_id, lfpse_version_id,
  lfpse_reference_number,
  coalesce(cast(round(unixepoch(received_at, 'subsec') * 1000) as integer), due_at_ms),
  coalesce(cast(round(unixepoch(received_at, 'subsec') * 1000) as integer), due_at_ms)
from submissions;

insert into operations (
  record_id, sequence, organisation, kind, key, fingerprint, receipt, received_at_ms, actor, state, attempts, issues,
  body, payload)
select id, 1, organisation, 'create', id, fingerprint, receipt,
  coalesce(cast(round(unixepoch(received_at, 'subsec') * 1000) as integer), due_at_ms),
  'system', state, attempts, case issues when '[]' then null else cast(issues as blob) end, body, payload
from submissions;

drop table submissions;

-- To claim: each organisation's, those due first in front.
create index records_waiting on records (organisation, due_at_ms, id) where state = 'waiting';
-- To renew and to sweep.
create index records_leased on records (due_at_ms) where is_leased = 1;
-- To list and to count.
create index records_by_state on records (state, received_at_ms, id);
create index records_by_organisation on records (organisation, state, received_at_ms, id);
create index records_yellow_card on records (received_at_ms, id) where is_yellow_card_missing = 1;
-- To remove content.
create index records_settled on records (changed_at_ms)
  where content_removed_at_ms is null and state in ('accepted', 'withdrawn');
-- The create has the record's id for a key, so only the others need an index to keep theirs apart.
create unique index operations_by_key on operations (record_id, key) where sequence > 1;
-- To read the audit log.
create index operations_by_time on operations (received_at_ms, record_id, sequence);
create index operations_by_organisation on operations (organisation, received_at_ms, record_id, sequence);
create index audit_entries_by_time on audit_entries (at_ms, id);
create index audit_entries_by_record on audit_entries (record_id, at_ms, id) where record_id <> '';
-- Keeps entries apart, so that an import can tell which it has.
create unique index audit_entries_apart on audit_entries (at_ms, actor, action, organisation, record_id, detail);
create index sessions_by_token on sessions (token_id);
