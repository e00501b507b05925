-- SPDX-License-Identifier: Apache-2.0
create table region (
    code text not null primary key,
    parent text,
    level bigint not null,
    name_zh text not null,
    name_en text not null,
    path text not null
) without rowid;
create index region_by_parent on region (parent, code);

create table agency (
    code text not null primary key,
    name_zh text not null,
    name_en text not null,
    region text not null,
    region_path text not null,
    kind text not null,
    detail json not null
) without rowid;
create index agency_by_region on agency (region, code);

create table post (
    agency text not null,
    code text not null,
    title_zh text not null,
    title_en text not null,
    roles json not null,
    primary key (agency, code)
) without rowid;

create table person (
    id bigint primary key,
    name text not null,
    number_digest bytea,
    number_sealed bytea,
    phone text not null,
    kind text not null,
    state text not null,
    created_at bigint not null
);
create unique index person_by_number on person (number_digest) where number_digest is not null;

create table account (
    id bigint primary key,
    login text not null,
    person bigint not null,
    kind text not null,
    state text not null,
    password text not null,
    must_change bigint not null,
    failed_count bigint not null,
    failed_since bigint not null,
    locked_until bigint not null,
    created_at bigint not null
);
create unique index account_by_login on account (login);
create index account_by_person on account (person);

create table post_assignment (
    person bigint not null,
    agency text not null,
    post text not null,
    valid_from bigint not null,
    valid_until bigint not null,
    primary key (person, agency, post, valid_from)
) without rowid;
create index post_assignment_by_post on post_assignment (agency, post, valid_until);

create table delegation (
    id bigint primary key,
    deputy bigint not null,
    person bigint not null,
    agency text not null,
    post text not null,
    valid_from bigint not null,
    valid_until bigint not null
);
create index delegation_by_deputy on delegation (deputy, valid_until);

create table represents (
    person bigint not null,
    company text not null,
    capacity text not null,
    valid_from bigint not null,
    valid_until bigint not null,
    primary key (person, company)
) without rowid;
create index represents_by_company on represents (company);

create table login_session (
    token_digest bytea not null primary key,
    account bigint not null,
    created_at bigint not null,
    last_seen bigint not null,
    expires_at bigint not null
) without rowid;
create index login_session_by_account on login_session (account);

-- Grows when rights change, so that whoever keeps an actor in memory knows to read again.
create table identity_version (
    id bigint primary key,
    value bigint not null
);
insert into identity_version (id, value) values (1, 1);
