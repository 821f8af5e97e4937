-- name: campaign_insert
insert into campaign (id, name, stage, ends, ending, listed_by, created, started)
values ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: campaign_add_members
insert into campaign_member (campaign_id, affiliation_id)
select $1, cast(value as bigint) from json_each($2)
where true
on conflict do nothing

-- name: campaign_find
select id, name, stage, ends, ending, listed_by, created, started from campaign where id = $1

-- name: campaign_list
select id, name, stage, ends, ending, listed_by, created, started
from campaign
order by id desc
limit $1

-- name: campaign_move
update campaign set stage = $3 where id = $1 and stage = $2

-- name: campaign_started
update campaign set started = $2 where id = $1 and started is null

-- name: campaign_remove_members
delete from campaign_member where campaign_id = $1

-- name: campaign_remove
delete from campaign where id = $1

-- A refused notice matters until another about the same ending was accepted.
-- name: campaign_members
select m.affiliation_id, f.person_id, p.first_name, p.last_name, coalesce(a.username, ''), m.begun,
  case when exists (
    select 1 from claim c
    where c.person_id = f.person_id and c.stage in ('submitted', 'needs_more')) then 1 else 0 end,
  (select max(n.ending)
   from notice n
     join notice_mail t on t.person_id = n.person_id and t.number = n.number
     join mail l on l.id = t.mail_id
   where n.person_id = f.person_id and l.state = 'refused' and n.given_again = 0
     and not exists (
       select 1 from notice o
       where o.person_id = n.person_id and o.ending = n.ending and o.accepted is not null))
from campaign_member m
  join affiliation f on f.id = m.affiliation_id
  join person p on p.id = f.person_id
  left join account a on a.person_id = f.person_id
where m.campaign_id = $1 and m.affiliation_id > $2
order by m.affiliation_id
limit $3

-- name: campaign_waiting
select m.affiliation_id, f.person_id
from campaign_member m join affiliation f on f.id = m.affiliation_id
where m.campaign_id = $1 and m.begun is null
order by m.affiliation_id
limit $2

-- name: campaign_begun
update campaign_member set begun = $3
where campaign_id = $1
  and affiliation_id in (select cast(value as bigint) from json_each($2))

-- Numbered after what each person has: one may be in it with two affiliations.
-- name: campaign_hold
insert into hold (person_id, number, from_day, until_day, affiliation_id, reason, held_by)
select f.person_id,
  (select coalesce(max(h.number), 0) from hold h where h.person_id = f.person_id)
    + row_number() over (partition by f.person_id order by f.id),
  $2, $3, f.id, $4, $5
from affiliation f
where f.id in (select cast(value as bigint) from json_each($1))

-- name: campaign_look_again
update account set next_change = $2
where person_id in (select person_id from hold where held_by = $1 and until_day is null)

-- name: campaign_end_holds
update hold set until_day = $2 where held_by = $1 and until_day is null

-- name: campaign_match
select q.value, f.id, f.person_id
from json_each($1) q
  join account a on a.username = q.value
  join affiliation f on f.person_id = a.person_id
where f.kind in (select value from json_each($2)) and ($3 = '' or f.unit = $3)
union
select q.value, f.id, f.person_id
from json_each($1) q
  join registry_row r on r.row_key = q.value
  join affiliation f on f.id = r.affiliation_id
where f.kind in (select value from json_each($2)) and ($3 = '' or f.unit = $3)
union
select q.value, f.id, f.person_id
from json_each($1) q
  join registry_row r on r.person_key = q.value
  join affiliation f on f.id = r.affiliation_id
where f.kind in (select value from json_each($2)) and ($3 = '' or f.unit = $3)
order by 1, 2

-- name: campaign_sought
select id from affiliation
where kind in (select value from json_each($1)) and ($2 = '' or unit = $2)
  and ends >= $3 and ends <= $4
order by id
