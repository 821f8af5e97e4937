-- Applications and their papers.
create table application (
  id integer primary key,
  number text,
  stage text not null,
  kind text not null,
  first_name text not null,
  last_name text not null,
  father_name text not null,
  first_latin text not null,
  last_latin text not null,
  birth text not null,
  email text not null,
  phone text not null,
  language text not null,
  document text not null,
  document_number_sealed blob,
  document_number_hash blob,
  afm_sealed blob,
  afm_hash blob,
  amka_sealed blob,
  amka_hash blob,
  match_key text not null,
  match_key_latin text not null,
  unit text not null,
  period_from text,
  period_until text,
  supervisor_name text,
  supervisor_email text,
  office_message text not null,
  person_id integer references person (id),
  account_id integer references account (id),
  created integer not null,
  submitted integer not null,
  changed integer not null,
  version integer not null check (version >= 1),
  check ((period_from is null) = (period_until is null)),
  check ((supervisor_name is null) = (supervisor_email is null))
) strict;
create unique index application_number on application (number);
create index application_stage on application (stage, submitted);
create index application_account on application (account_id);
create index application_person on application (person_id);
create index application_document_number on application (document_number_hash);
create index application_afm on application (afm_hash);
create index application_amka on application (amka_hash);
create index application_match_key on application (match_key, birth);
create index application_match_key_latin on application (match_key_latin, birth);

create table application_word (
  word text not null,
  application_id integer not null references application (id) on delete cascade,
  primary key (word, application_id)
) strict, without rowid;
create index application_word_application on application_word (application_id);

create table document (
  id integer primary key,
  application_id integer not null references application (id) on delete cascade,
  evidence text not null,
  file_name text not null,
  media_type text not null,
  size integer not null,
  received integer not null,
  contents_sealed blob not null
) strict;
create index document_application on document (application_id);
