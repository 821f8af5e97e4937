-- As the release with collection wrote it; never to be edited. Beside 0001_people.sql.
insert into account (id, sort, person_id, username, realm, title, made)
values (171, 'personal', 7, 'gpapadopoulos', 'upatras.gr', '', '2026-03-01');
insert into account_look (account_id, looked, not_collected)
values (171, '2026-09-01', '2026-08-28');
