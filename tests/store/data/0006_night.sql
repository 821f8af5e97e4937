-- As the release with nights wrote it; never to be edited.
insert into account (id, sort, person_id, username, realm, title, proof, activated, next_change)
values (9, 'personal', 7, 'up1000009', 'students.example.edu', '', '2019-10-02', '2019-10-02', '2024-07-01');
insert into account (id, sort, person_id, username, realm, title, proof, activated)
values (10, 'shared', null, 'library', 'example.edu', 'Βιβλιοθήκη', '2019-10-02', '2019-10-02');
insert into account_owner (account_id, person_id) values (10, 7);
insert into account_look (account_id, looked, successor_asked) values (9, '2024-06-23', null);
insert into account_look (account_id, looked, successor_asked) values (10, null, '2024-06-01');
insert into mail (id, recipient, reply_to, subject, body_sealed, created, state, tries, next_try,
  claimed, finished, last_error)
values (90, 'g@example.org', '', 'Λήξη', cast('sealed' as blob), 1790000000123, 'waiting', 0,
  1790000000123, null, null, '');
insert into notice (person_id, number, ending, days_before, accepted)
values (7, 2, '2024-06-30', 7, null);
insert into notice_mail (mail_id, person_id, number) values (90, 7, 2);
insert into night (id, day) values (1, '2024-06-23');
