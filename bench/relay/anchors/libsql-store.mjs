// A record row and an outbox row in one transaction on a file with WAL and synchronous=FULL.
import Database from "libsql";

function opened(file) {
  const database = new Database(file);
  database.exec("pragma journal_mode = wal");
  database.exec("pragma synchronous = full");
  database.exec("create table records (id text primary key, body text not null, receipt text not null) strict");
  database.exec("create table outbox (id text primary key, due_at_ms integer not null) strict");
  const records = database.prepare("insert or ignore into records values ($1, $2, $3)");
  const outbox = database.prepare("insert or ignore into outbox values ($1, $2)");
  const insert = ({ id, body, receipt }) => {
    records.run({ 1: id, 2: body, 3: receipt });
    outbox.run({ 1: id, 2: Date.now() });
  };
  const transaction = (work) => {
    database.exec("begin immediate");
    work();
    database.exec("commit");
  };
  return { insert, transaction };
}

/** Commits each submission by itself. */
export function commitEach(file) {
  const { insert, transaction } = opened(file);
  return async (submission) => transaction(() => insert(submission));
}

/** Commits whatever has arrived meanwhile in one transaction. */
export function commitGroups(file) {
  const { insert, transaction } = opened(file);
  let waiting = [];
  const flush = () => {
    const group = waiting;
    waiting = [];
    transaction(() => {
      for (const { submission } of group) insert(submission);
    });
    for (const { resolve } of group) resolve();
  };
  return (submission) =>
    new Promise((resolve) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ submission, resolve });
    });
}
