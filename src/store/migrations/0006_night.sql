-- What the nightly run remembers. A notice counts once the letter that carries it was accepted.
create table notice_mail (
  mail_id integer primary key references mail (id),
  person_id integer not null,
  number integer not null,
  foreign key (person_id, number) references notice (person_id, number)
) strict;
create index notice_mail_person on notice_mail (person_id, number);

-- Until when an account's endings have been told, and since when a successor is being sought.
create table account_look (
  account_id integer primary key references account (id),
  looked text,
  successor_asked text
) strict;

create table night (
  id integer primary key check (id = 1),
  day text not null
) strict;

-- Until now nobody came on the stored day: whoever has an account is looked at once.
update account set next_change = '1970-01-01' where sort = 'personal';
