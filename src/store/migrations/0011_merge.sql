-- Two records that turned out to be one person. The one that was given up stays as a stub that says
-- into which it was merged; nothing of it is lost, and all of it can be given back.
alter table person add column merged_into integer references person (id);
create index person_merged_into on person (merged_into);
alter table account add column merged_into integer references account (id);
create index account_merged_into on account (merged_into);

-- `before_sealed` holds the data of the one who stays, as they were.
create table person_merge (
  id integer primary key,
  keep_id integer not null references person (id),
  other_id integer not null references person (id),
  keep_account integer references account (id),
  other_account integer references account (id),
  reason text not null,
  merged_by text not null,
  merged_at integer not null,
  before_sealed blob not null,
  undone_at integer,
  undone_by text,
  undone_reason text,
  check (keep_id <> other_id),
  check ((undone_at is null) = (undone_by is null)),
  check ((undone_at is null) = (undone_reason is null))
) strict;
create index person_merge_keep on person_merge (keep_id, id);
create index person_merge_other on person_merge (other_id, id);

-- What went from one to the other: what it is, its number, and its word where it has no number.
create table merge_row (
  merge_id integer not null references person_merge (id),
  sort text not null,
  row_id integer not null,
  word text not null,
  primary key (merge_id, sort, row_id, word)
) strict, without rowid;

-- Pairs that an officer has looked at: two people.
create table told_apart (
  low_id integer not null references person (id),
  high_id integer not null references person (id),
  told_by text not null,
  told_at integer not null,
  primary key (low_id, high_id),
  check (low_id < high_id)
) strict, without rowid;
