-- SPDX-License-Identifier: Apache-2.0
-- One row an event. `leaf` is the canonical public part, hashed into the tree; `payload` is salt and canonical payload,
-- sealed with the subject's key where `key_id` is set. `txid` orders events on PostgreSQL; here the id alone does.
create table ledger_event (
    id integer primary key,
    txid bigint not null default 0,
    stream text not null,
    subject bigint,
    key_id bigint,
    leaf text not null,
    payload blob not null
);
create index ledger_event_stream on ledger_event (stream);
create index ledger_event_subject on ledger_event (subject) where subject is not null;
