-- As the first release wrote it; never to be edited.
insert into person (id, first_name, last_name, father_name, first_latin, last_latin, birth, email,
  phone, language, document, match_key, match_key_latin, sort_name, created, version)
values (7, 'Γιώργος', 'Παπαδόπουλος', 'Ιωάννης', 'Giorgos', 'Papadopoulos', '2001-02-03',
  'g@example.org', '', 'el', 'identity_card', 'giorgos papadopoulos', 'giorgos papadopoulos',
  'παπαδοπουλοσ γιωργοσ', 1790000000123, 3);
insert into person_word (word, person_id) values ('παπαδοπουλοσ', 7);
insert into person_word (word, person_id) values ('γιωργοσ', 7);
insert into affiliation (id, person_id, kind, unit, from_day, ends, ending, head_of_unit,
  asserted_by)
values (70, 7, 'undergraduate', 'chemistry', '2019-10-01', '2024-07-01', 'graduation', 0,
  'registry students');
insert into hold (person_id, number, from_day, until_day, affiliation_id, reason, held_by)
values (7, 1, '2024-06-01', null, 70, 'claim', 'office');
insert into notice (person_id, number, ending, days_before, accepted)
values (7, 1, '2024-06-30', 30, '2024-05-31');
