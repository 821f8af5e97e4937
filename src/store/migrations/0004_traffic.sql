-- What comes and goes: rights in somebody's hands, failed tries, mail. Secrets stand here only as
-- keyed hashes; the text of a mail holds links that open something, so it is sealed.
create table token (
  purpose text not null,
  secret_hash blob not null,
  subject integer not null,
  expires integer not null,
  used integer,
  primary key (purpose, secret_hash)
) strict;
create index token_subject on token (purpose, subject);

create table session (
  secret_hash blob primary key,
  whose text not null,
  subject integer not null,
  created integer not null,
  last_seen integer not null
) strict;
create index session_subject on session (whose, subject);
create index session_last_seen on session (last_seen);

create table attempt (
  key_hash blob primary key,
  failures integer not null,
  last_failure integer not null
) strict;
create index attempt_last_failure on attempt (last_failure);

create table mail (
  id integer primary key,
  recipient text not null,
  reply_to text not null,
  subject text not null,
  body_sealed blob not null,
  created integer not null,
  state text not null,
  tries integer not null,
  next_try integer not null,
  claimed integer,
  finished integer,
  last_error text not null
) strict;
create index mail_open on mail (state, next_try);
