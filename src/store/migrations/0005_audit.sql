-- Who did what, each entry chained to the one before it by its hash. The head says how long the
-- chain is and what it ends in, so that a missing end is noticed.
create table audit_entry (
  number integer primary key,
  at integer not null,
  actor text not null,
  action text not null,
  subject text not null,
  detail text not null,
  client text not null,
  policy_hash text not null,
  hash blob not null
) strict;
create index audit_entry_subject on audit_entry (subject, number);

create table audit_head (
  id integer primary key check (id = 1),
  number integer not null,
  hash blob not null
) strict;
