-- Many endings at once. A member is an affiliation, so that merged records need no care; it is no
-- foreign key: whoever is erased one day is gone from the campaign's report, too.
create table campaign (
  id integer primary key,
  name text not null,
  stage text not null,
  ends text not null,
  ending text not null,
  listed_by text not null,
  created integer not null,
  started integer
) strict;

create table campaign_member (
  campaign_id integer not null references campaign (id),
  affiliation_id integer not null,
  begun text,
  primary key (campaign_id, affiliation_id)
) strict, without rowid;

create index campaign_member_waiting on campaign_member (campaign_id) where begun is null;

-- Holds are found by who placed them, students by the number that a registry knows them by.
create index hold_held_by on hold (held_by);
create index registry_row_key on registry_row (row_key);

-- A notice that did not arrive and is given again: the new one counts in its place.
alter table notice add column given_again integer not null default 0;
create index notice_unheard on notice (person_id) where accepted is null;
