-- What registries said last, row by row, and what came of it; the runs, and the rows that could not
-- be used.
create table registry_row (
  registry text not null,
  row_key text not null,
  fingerprint blob not null,
  person_id integer references person (id),
  affiliation_id integer references affiliation (id),
  state text not null,
  primary key (registry, row_key)
) strict, without rowid;
create index registry_row_person on registry_row (person_id);

create table registry_run (
  id integer primary key,
  registry text not null,
  source text not null,
  made integer not null,
  started integer not null,
  applied integer,
  verdict text not null,
  asserted integer not null,
  delivered integer not null,
  unchanged integer not null,
  added integer not null,
  changed integer not null,
  ended integer not null,
  bad integer not null,
  started_by text not null,
  confirmed_by text not null
) strict;
create index registry_run_registry on registry_run (registry, id);

create table registry_bad_row (
  run_id integer not null references registry_run (id),
  number integer not null,
  line integer not null,
  row_key text not null,
  column_name text not null,
  reason text not null,
  found text not null,
  primary key (run_id, number)
) strict;
