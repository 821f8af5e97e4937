-- Accounts and what opens them.
create table account (
  id integer primary key,
  sort text not null,
  person_id integer references person (id),
  username text not null unique,
  realm text not null,
  title text not null,
  proof text,
  activated text,
  suspended_from text,
  suspended_reason text,
  closed text,
  next_change text,
  check ((sort = 'personal') = (person_id is not null)),
  check ((suspended_from is null) = (suspended_reason is null))
) strict;
-- One personal account per person, whatever the program believes.
create unique index account_personal on account (person_id);
create index account_next_change on account (next_change);

-- Names that were ever given to anybody. They do not refer to the account: they outlive it.
create table reserved_name (
  username text primary key,
  account_id integer not null
) strict;

-- Addresses outlive their account for the same reason.
create table address (
  local text not null,
  realm text not null,
  account_id integer not null,
  number integer not null,
  primary key (local, realm),
  unique (account_id, number)
) strict;

create table account_choice (
  account_id integer not null references account (id),
  service text not null,
  switched_on integer not null check (switched_on in (0, 1)),
  primary key (account_id, service)
) strict;

create table account_owner (
  account_id integer not null references account (id),
  person_id integer not null references person (id),
  primary key (account_id, person_id)
) strict;
create index account_owner_person on account_owner (person_id);

create table account_password (
  account_id integer primary key references account (id),
  phc text not null,
  set_at integer not null
) strict;

create table staff (
  id integer primary key,
  login text not null unique,
  name text not null,
  role text not null,
  active integer not null check (active in (0, 1))
) strict;

create table staff_password (
  staff_id integer primary key references staff (id),
  phc text not null,
  set_at integer not null
) strict;

create table proof (
  id integer primary key,
  person_id integer not null references person (id),
  staff_id integer not null references staff (id),
  proved_at integer not null,
  document text not null,
  note text not null
) strict;
create index proof_person on proof (person_id, proved_at);

create table shared_request (
  id integer primary key,
  person_id integer not null references person (id),
  username text not null,
  title text not null,
  purpose text not null,
  stage text not null,
  office_message text not null,
  account_id integer references account (id),
  created integer not null,
  version integer not null check (version >= 1)
) strict;
create index shared_request_stage on shared_request (stage, created);
create index shared_request_person on shared_request (person_id);

create table licence (
  service text not null,
  licence_key text not null,
  account_id integer references account (id),
  given_at integer,
  primary key (service, licence_key),
  unique (service, account_id),
  check ((account_id is null) = (given_at is null))
) strict;
