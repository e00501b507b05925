-- SPDX-License-Identifier: Apache-2.0
create table record (
    id bigint primary key,
    registry text not null,
    key text not null,
    subject bigint not null,
    company text not null,
    version bigint not null,
    state text not null,
    body json not null,
    valid_from bigint not null,
    valid_until bigint not null,
    source text not null,
    legal_basis text not null,
    updated_at bigint not null
);
create unique index record_by_key on record (registry, key);
create index record_by_subject on record (subject, registry) where subject <> 0;
create index record_by_company on record (company, registry) where company <> '';

create table record_version (
    record bigint not null,
    version bigint not null,
    state text not null,
    body json not null,
    valid_from bigint not null,
    valid_until bigint not null,
    source text not null,
    legal_basis text not null,
    event bigint not null,
    changed_at bigint not null,
    primary key (record, version)
) without rowid;
