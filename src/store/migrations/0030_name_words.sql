-- The words of names again, without a reference to the person: nothing is known from a word but
-- where to look, whoever looks asks for the person, and checking every word of a first load took
-- PostgreSQL as long as writing it.
create table name_word (
  word text not null,
  person_id integer not null,
  primary key (word, person_id)
) strict, without rowid;
insert into name_word (word, person_id) select word, person_id from person_word;
drop table person_word;
create index name_word_person on name_word (person_id);
