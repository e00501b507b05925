-- SPDX-License-Identifier: Apache-2.0
-- One row an event. `leaf` is the canonical public part, hashed into the tree; `payload` is salt and canonical payload,
-- sealed with the subject's key where `key_id` is set. The sequencer takes rows by (txid, id) once no older transaction
-- is open.
create table ledger_event (
    id bigint primary key,
    txid bigint not null default txid_current(),
    stream text not null,
    subject bigint,
    key_id bigint,
    leaf text not null,
    payload bytea not null
);
create unique index ledger_event_order on ledger_event (txid, id);
create index ledger_event_stream on ledger_event (stream, id);
create index ledger_event_subject on ledger_event (subject, id) where subject is not null;
