-- People, what makes them members, and what is sent to them about endings.
-- Days are ISO text, instants milliseconds since the epoch, kinds and units keys of the policy.
-- `_sealed` is readable only with the key outside of the database, `_hash` finds equal ones.
create table person (
  id integer primary key,
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
  sort_name text not null,
  created integer not null,
  version integer not null check (version >= 1)
) strict;
create index person_document_number on person (document_number_hash);
create index person_afm on person (afm_hash);
create index person_amka on person (amka_hash);
create index person_match_key on person (match_key, birth);
create index person_match_key_latin on person (match_key_latin, birth);

-- Every word of a name, folded within its alphabet and across alphabets: a search looks for its
-- beginning.
create table person_word (
  word text not null,
  person_id integer not null references person (id) on delete cascade,
  primary key (word, person_id)
) strict, without rowid;
create index person_word_person on person_word (person_id);

create table affiliation (
  id integer primary key,
  person_id integer not null references person (id),
  kind text not null,
  unit text not null,
  from_day text not null,
  ends text,
  ending text not null,
  head_of_unit integer not null check (head_of_unit in (0, 1)),
  asserted_by text not null
) strict;
create index affiliation_person on affiliation (person_id);

create table hold (
  person_id integer not null references person (id),
  number integer not null,
  from_day text not null,
  until_day text,
  affiliation_id integer references affiliation (id),
  reason text not null,
  held_by text not null,
  primary key (person_id, number)
) strict;

create table notice (
  person_id integer not null references person (id),
  number integer not null,
  ending text not null,
  days_before integer not null,
  accepted text,
  primary key (person_id, number)
) strict;
