-- One row for each submission that was answered 202. A row is never deleted by delivery.
create table submissions (
  id text primary key,
  organisation text not null,
  -- SHA-256 of the body in canonical form: tells a repeat from another body under the same id.
  fingerprint text not null,
  -- The request body as it came.
  body blob not null,
  -- The answer that was given, repeated byte for byte.
  receipt text not null,
  received_at text not null,
  state text not null check (state in ('waiting', 'sending', 'accepted', 'rejected', 'unknown')),
  -- When to look at this row next: the next attempt, or the end of the lease while one is held.
  due_at_ms integer not null,
  is_leased integer not null default 0,
  -- Counts the claims, so that a late answer to an earlier claim can be told.
  fence integer not null default 0,
  attempts integer not null default 0,
  -- The AdverseEvent that left last. LFPSE cannot be asked for it.
  payload blob,
  lfpse_id text,
  lfpse_version_id text,
  lfpse_reference_number text,
  issues text not null default '[]'
) strict;

create index submissions_due on submissions (due_at_ms) where state in ('waiting', 'sending');
