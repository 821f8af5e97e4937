-- name: person_find
select id, first_name, last_name, father_name, first_latin, last_latin, birth, email, phone,
  language, document, document_number_sealed, afm_sealed, amka_sealed, created, version
from person
where id = $1

-- name: person_insert
insert into person (id, first_name, last_name, father_name, first_latin, last_latin, birth, email,
  phone, language, document, document_number_sealed, document_number_hash, afm_sealed, afm_hash,
  amka_sealed, amka_hash, match_key, match_key_latin, sort_name, created, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
  $21, $22)

-- name: person_update
update person
set first_name = $2, last_name = $3, father_name = $4, first_latin = $5, last_latin = $6,
  birth = $7, email = $8, phone = $9, language = $10, document = $11,
  document_number_sealed = $12, document_number_hash = $13, afm_sealed = $14, afm_hash = $15,
  amka_sealed = $16, amka_hash = $17, match_key = $18, match_key_latin = $19, sort_name = $20,
  created = $21, version = version + 1
where id = $1 and version = $22

-- name: person_words_remove
delete from name_word where person_id = $1

-- name: person_words_add
insert into name_word (word, person_id)
values ($1, $2)

-- name: person_find_all
select id, first_name, last_name, father_name, first_latin, last_latin, birth, email, phone,
  language, document, document_number_sealed, afm_sealed, amka_sealed, created, version
from person
where id in (select cast(value as bigint) from json_each($1))

-- One branch an index; `union` keeps who is found twice once. Who was merged into somebody leads
-- there.
-- name: person_alike
select id, first_name, last_name, father_name, first_latin, last_latin, birth, email, phone,
  language, document, document_number_sealed, afm_sealed, amka_sealed, created, version
from person
where id in (select coalesce(f.merged_into, f.id) from person f where f.id in (
  select id from person where document_number_hash = $1
  union select id from person where afm_hash = $2
  union select id from person where amka_hash = $3
  union
  select id from person where birth = $4 and match_key in (select value from json_each($5))
  union
  select id from person where birth = $4 and match_key_latin in (select value from json_each($5))))
order by id

-- The same of many at once, who stand in a table of this connection alone.
-- name: sought_create
create temporary table if not exists sought (
  number integer, document_number blob, afm blob, amka blob, birth text, key text, key_latin text)

-- name: sought_insert
insert into sought (number, document_number, afm, amka, birth, key, key_latin)
values ($1, $2, $3, $4, $5, $6, $7)

-- name: sought_people
select w.number, p.id, p.first_name, p.last_name, p.father_name, p.first_latin, p.last_latin,
  p.birth, p.email, p.phone, p.language, p.document, p.document_number_sealed, p.afm_sealed,
  p.amka_sealed, p.created, p.version
from (select distinct f.number, coalesce(g.merged_into, g.id) as id
  from (
    select s.number, p.id from sought s join person p on p.document_number_hash = s.document_number
    union all select s.number, p.id from sought s join person p on p.afm_hash = s.afm
    union all select s.number, p.id from sought s join person p on p.amka_hash = s.amka
    union all
    select s.number, p.id
    from sought s join person p on p.birth = s.birth and p.match_key = s.key
    union all
    select s.number, p.id
    from sought s join person p on p.birth = s.birth and p.match_key = s.key_latin
    union all
    select s.number, p.id
    from sought s join person p on p.birth = s.birth and p.match_key_latin = s.key
    union all
    select s.number, p.id
    from sought s join person p on p.birth = s.birth and p.match_key_latin = s.key_latin) f
    join person g on g.id = f.id) w
  join person p on p.id = w.id
order by w.number, p.id

-- name: sought_clear
delete from sought

-- $1 holds beginnings of words, each after the letter of the typed word that it stands for; whoever
-- has one for each of the $2 letters is found. The sign in quotes is the last one of Unicode.
-- name: person_search
select p.id, p.first_name, p.last_name, p.birth, coalesce(a.username, '')
from person p left join account a on a.person_id = p.id
where p.id in (select coalesce(f.merged_into, f.id) from person f where f.id in (
  select w.person_id
  from json_each($1) q
    join name_word w on w.word >= substr(q.value, 2) and w.word < substr(q.value, 2) || '􏿿'
  group by w.person_id
  having count(distinct substr(q.value, 1, 1)) = $2
  union
  select u.person_id from account u
  where u.username >= $3 and u.username < $3 || '􏿿' and u.person_id is not null
  union
  select n.person_id from application n where n.number = $4 and n.person_id is not null))
order by p.sort_name, p.id
limit $5

-- name: person_after
select id from person where id > $1 order by id limit $2

-- Who waits for an account: $1 lists units, $2 kinds, $3 is the day; then as person_search. Without
-- words everybody of the units. $9 is what was typed, for a registry's own number: a key of one
-- column, or, with the tab of $10, the first of several.
-- name: person_newcomers
select p.id, p.first_name, p.last_name, p.birth, a.username
from account a join person p on p.id = a.person_id
where a.activated is null and a.closed is null
  and exists (
    select 1 from affiliation f
    where f.person_id = p.id and f.unit in (select value from json_each($1))
      and f.kind in (select value from json_each($2))
      and f.from_day <= $3 and (f.ends is null or f.ends > $3))
  and ($5 = 0
    or (a.username >= $6 and a.username < $6 || '􏿿')
    or exists (select 1 from application n where n.number = $7 and n.person_id = p.id)
    or exists (
      select 1 from registry_row r
      where r.person_id = p.id
        and (r.row_key = $9 or substr(r.row_key, 1, length($9) + 1) = $10))
    or p.id in (
      select w.person_id
      from json_each($4) q
        join name_word w on w.word >= substr(q.value, 2) and w.word < substr(q.value, 2) || '􏿿'
      group by w.person_id
      having count(distinct substr(q.value, 1, 1)) = $5))
order by p.sort_name, p.id
limit $8
