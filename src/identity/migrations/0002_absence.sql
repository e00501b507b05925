-- SPDX-License-Identifier: Apache-2.0
-- What somebody is able to do beyond their posts: codes of a pack's code list `skill`.
create table person_skill (
    person bigint not null,
    skill text not null,
    primary key (person, skill)
) without rowid;

-- Away for a time; deputy 0: nobody stands in. Over when valid_until has passed: nothing has to end it.
create table absence (
    id bigint primary key,
    person bigint not null,
    deputy bigint not null,
    valid_from bigint not null,
    valid_until bigint not null
);
create index absence_by_person on absence (person, valid_until);
create index absence_by_deputy on absence (deputy, valid_until) where deputy <> 0;
