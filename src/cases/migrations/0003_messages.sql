-- SPDX-License-Identifier: Apache-2.0
-- Which case waits for what; repeats the waits of case_file.body.
create table case_wait (
    kind text not null,
    name text not null,
    message_key text not null,
    case_id bigint not null,
    token bigint not null,
    since bigint not null,
    primary key (kind, name, message_key, case_id, token)
) without rowid;

-- Messages on their way or kept (open), and what became of them, so that one that comes again is answered alike.
-- state: open, delivered, expired, refused. case_id: delivered to, or that could not take it.
create table case_message (
    id text not null primary key,
    name text not null,
    message_key text not null,
    data text not null,
    sender text not null,
    sent_at bigint not null,
    keep_until bigint not null,
    run_at bigint not null,
    attempts bigint not null,
    problem text not null,
    state text not null,
    case_id bigint not null
);
create index case_message_run on case_message (run_at) where state = 'open';
create index case_message_open on case_message (name, message_key) where state = 'open';
create index case_message_settled on case_message (sent_at) where state <> 'open';

-- Signals on their way: given case by case, in the order of their ids. only_case: one that could not take it, to be
-- tried again; after_case: how far it came.
create table case_signal (
    id bigint primary key,
    name text not null,
    data text not null,
    sender text not null,
    sent_at bigint not null,
    only_case bigint not null,
    after_case bigint not null,
    run_at bigint not null
);
create index case_signal_run on case_signal (run_at);

-- Kinds of jobs that fail: how often in a row, and until when they pause. No row: it works.
create table case_job_type (
    type text not null primary key,
    failures bigint not null,
    last_case bigint not null,
    pause_until bigint not null,
    pauses bigint not null,
    problem text not null
) without rowid;
alter table case_job add column type text not null default '';
