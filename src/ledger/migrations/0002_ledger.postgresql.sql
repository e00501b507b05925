-- SPDX-License-Identifier: Apache-2.0
-- What the ledger was initialised with: suite, log, created_at, public_key. Also in the keyring file.
create table ledger_meta (name text primary key, value text not null);
-- A row stays when its key is destroyed: `sealed` is then empty and `erased_by` the event that did it.
create table ledger_subject_key (
    id bigint primary key,
    subject bigint not null,
    sealed bytea not null,
    erased_by bigint not null default 0
);
create unique index ledger_subject_key_active on ledger_subject_key (subject) where erased_by = 0;
-- 64 hashes a row. id = level * 2^48 + index. Level 0 holds leaf hashes and, in `entries`, (txid, id) of each event as
-- two big-endian 64-bit numbers; level n holds the roots of the complete tiles of level n - 1.
create table ledger_tile (
    id bigint primary key,
    hashes bytea not null,
    entries bytea not null,
    first_txid bigint,
    first_id bigint
);
create unique index ledger_tile_first on ledger_tile (first_txid, first_id) where first_id is not null;
create table ledger_head (
    size bigint primary key,
    root bytea not null,
    signed_at bigint not null,
    signature bytea not null
);
-- `seal` authenticates the row, since nothing else says what it should be.
create table ledger_subscription (
    name text primary key,
    position bigint not null,
    seal bytea not null
);
