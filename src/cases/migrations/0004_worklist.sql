-- SPDX-License-Identifier: Apache-2.0
-- Who was last given a task of a step, where they are given by turns. How the giving goes, not part of a case.
-- step: "<agency>/<type>/<element>".
create table case_turn (
    step text not null,
    person bigint not null,
    turn bigint not null,
    primary key (step, person)
) without rowid;

-- A person's own ways to look at the work list: no event, no ledger.
create table case_work_filter (
    person bigint not null,
    name text not null,
    body text not null,
    primary key (person, name)
) without rowid;
