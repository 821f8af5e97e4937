-- As the release that learnt to merge wrote it; never to be edited.
insert into person (id, first_name, last_name, father_name, first_latin, last_latin, birth, email,
  phone, language, document, match_key, match_key_latin, sort_name, created, version, merged_into)
values (8, 'Γιώργος', 'Παπαδόπουλος', '', 'Georgios', 'Papadopoulos', '2001-02-03',
  'g2@example.org', '', 'el', 'passport', 'giorgos papadopoulos', 'georgios papadopoulos',
  'παπαδοπουλοσ γιωργοσ', 1790000000456, 2, 7);
insert into told_apart (low_id, high_id, told_by, told_at) values (7, 8, 'staff:maria', 1790000000789);
