-- As releases before collection wrote accounts; never to be edited. Beside 0001_people.sql.
insert into person (id, first_name, last_name, father_name, first_latin, last_latin, birth, email,
  phone, language, document, match_key, match_key_latin, sort_name, created, version)
values (8, 'Άννα', 'Δήμου', 'Ιωάννης', 'Anna', 'Dimou', '2001-02-03', 'a@example.org', '', 'el',
  'identity_card', 'anna dimou', 'anna dimou', 'δημου αννα', 1790000000123, 1);
insert into account (id, sort, person_id, username, realm, title)
values (171, 'personal', 7, 'gpapadopoulos', 'example.edu', '');
insert into account (id, sort, person_id, username, realm, title)
values (172, 'personal', 8, 'adimou', 'example.edu', '');
insert into audit_entry (number, at, actor, action, subject, detail, client, policy_hash, hash)
values (1, 1709200000000, 'system', 'account_created', 'account:172', 'adimou', '', '', x'00');
