-- SPDX-License-Identifier: Apache-2.0
-- body: the whole Case as JSON, the fold of its events; the other columns repeat what queries need.
create table case_file (
    id bigint primary key,
    number text not null,
    type text not null,
    agency text not null,
    applicant bigint not null,
    state text not null,
    submitted_at bigint not null,
    closed_at bigint,
    version bigint not null,
    body text not null
);
create unique index case_file_number on case_file (number);
create index case_file_applicant on case_file (applicant, id) where applicant <> 0;
create index case_file_open on case_file (agency, state) where closed_at is null;

-- One row for each owner an open task is offered to; the work list itself, in the order it is shown.
-- owner: "post:<agency>:<post>" or "person:<id>"; due_at: the largest bigint where there is none.
create table case_work (
    owner text not null,
    due_at bigint not null,
    case_id bigint not null,
    token bigint not null,
    primary key (owner, due_at, case_id, token)
) without rowid;

-- Tasks completed, by who did them.
create table case_done (
    person bigint not null,
    done_at bigint not null,
    case_id bigint not null,
    token bigint not null,
    element text not null,
    primary key (person, done_at, case_id, token)
) without rowid;

create table case_timer (
    due_at bigint not null,
    case_id bigint not null,
    token bigint not null,
    primary key (due_at, case_id, token)
) without rowid;

-- attempts and problem are how the running of it went, not part of the case.
create table case_job (
    case_id bigint not null,
    token bigint not null,
    run_at bigint not null,
    attempts bigint not null,
    problem text not null,
    primary key (case_id, token)
) without rowid;
create index case_job_run on case_job (run_at);

create table case_counter (
    name text not null primary key,
    last bigint not null
) without rowid;

-- An applicant's own notes until they are submitted: no event, no ledger.
create table case_draft (
    id bigint primary key,
    person bigint not null,
    type text not null,
    company text not null,
    version bigint not null,
    updated_at bigint not null,
    case_id bigint not null,
    data text not null
);
create index case_draft_person on case_draft (person, id) where case_id = 0;
