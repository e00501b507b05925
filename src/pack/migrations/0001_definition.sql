-- SPDX-License-Identifier: Apache-2.0
-- A pack as last imported; its files are kept byte for byte, so that an export is the folder that came in.
create table pack (
    id text not null,
    version text not null,
    imported_at bigint not null,
    primary key (id)
) without rowid;
create table pack_file (
    pack text not null,
    path text not null,
    content bytea not null,
    primary key (pack, path)
) without rowid;
-- Rows are never changed but for `state`: published (the one in force), superseded, retired (its pack dropped it).
create table definition (
    kind text not null,
    code text not null,
    version bigint not null,
    pack text not null,
    source text not null,
    body text not null,
    published_at bigint not null,
    state text not null,
    primary key (kind, code, version)
) without rowid;
create unique index definition_published on definition (kind, code) where state = 'published';
-- One row; moves on whenever a definition does. Caches compare it.
create table definition_stamp (
    id bigint not null,
    stamp bigint not null,
    primary key (id)
) without rowid;
insert into definition_stamp (id, stamp) values (1, 0);
