-- Where a notice goes to another record of the same person, the letter that carries it goes with it:
-- it may be taken by a mail server only then.
create table notice_mail_moving (
  mail_id integer primary key references mail (id),
  person_id integer not null,
  number integer not null,
  foreign key (person_id, number) references notice (person_id, number) on update cascade
) strict;
insert into notice_mail_moving (mail_id, person_id, number)
select mail_id, person_id, number from notice_mail;
drop table notice_mail;
alter table notice_mail_moving rename to notice_mail;
create index notice_mail_person on notice_mail (person_id, number);
