-- A record that was given up has nothing to look at, and goes only with the one that stays. What is
-- asked of an account beside its day and id is one `case`: of that PostgreSQL supposes that half of
-- all rows meet it. Of bare conditions on a table that it has no figures of, it supposes one row in
-- forty thousand, and sorts everybody for each page.
-- name: night_due
select a.id, a.person_id, (select l.looked from account_look l where l.account_id = a.id),
  a.next_change,
  (select count(l.not_collected) from account_look l where l.account_id = a.id)
from account a
where a.next_change <= $1 and (a.next_change, a.id) > ($2, $3)
  and case when a.sort = 'personal' and a.merged_into is null then true else false end
order by a.next_change, a.id
limit $4

-- name: night_between
select a.id, a.person_id, (select l.looked from account_look l where l.account_id = a.id),
  a.next_change,
  (select count(l.not_collected) from account_look l where l.account_id = a.id)
from account a
where a.person_id >= $1 and a.person_id <= $2
  and case when a.merged_into is null then true else false end
order by a.person_id

-- name: night_looked
insert into account_look (account_id, looked)
select cast(value as bigint), $2 from json_each($1) where true
on conflict (account_id) do update set looked = excluded.looked

-- name: night_tie_notice
insert into notice_mail (mail_id, person_id, number)
values ($1, $2, (select max(number) from notice where person_id = $2))

-- Whoever sends it again after dying does not move the day.
-- name: night_notice_accepted
update notice set accepted = $2
where accepted is null and (person_id, number) in (
  select person_id, number from notice_mail where mail_id = $1)

-- The account is looked at again: from now on it is known when its services end.
-- name: night_look_again
update account set next_change = $2
where (next_change is null or next_change > $2) and person_id in (
  select person_id from notice_mail where mail_id = $1)

-- A refused letter is of interest until a later one about the same ending was accepted.
-- name: night_bounced
select n.person_id, p.first_name, p.last_name, n.ending, n.days_before, m.recipient, m.last_error
from mail m
  join notice_mail t on t.mail_id = m.id
  join notice n on n.person_id = t.person_id and n.number = t.number
  join person p on p.id = n.person_id
where m.state = 'refused' and n.given_again = 0 and not exists (
  select 1 from notice o
  where o.person_id = n.person_id and o.ending = n.ending and o.accepted is not null)
order by n.ending desc, n.person_id, n.number
limit $1

-- Their notices did not arrive, and they have another address now. Without an address of their own
-- the letter went to our mailbox: nothing else is to be tried.
-- name: night_corrected
select distinct n.person_id
from mail m
  join notice_mail t on t.mail_id = m.id
  join notice n on n.person_id = t.person_id and n.number = t.number
  join person p on p.id = n.person_id
where m.state = 'refused' and n.given_again = 0 and n.accepted is null
  and p.email <> '' and p.email <> m.recipient
order by n.person_id
limit $1

-- name: night_unheard
select distinct person_id from notice
where accepted is null and given_again = 0 and ending < $1 and person_id > $2
order by person_id
limit $3

-- name: night_give_again
update notice set given_again = 1
where person_id = $1 and accepted is null and given_again = 0 and number in (
  select t.number from notice_mail t join mail m on m.id = t.mail_id
  where t.person_id = $1 and m.state = 'refused')
returning ending, days_before, accepted, services

-- One that is being sent is gone.
-- name: night_recall
update mail set state = 'refused', finished = $2, last_error = 'recalled'
where state = 'waiting' and id in (
  select t.mail_id from notice_mail t where t.person_id = $1
  union
  select l.mail_id from claim_letter l join claim c on c.id = l.claim_id where c.person_id = $1)

-- name: night_successor_asked
select successor_asked from account_look where account_id = $1 and successor_asked is not null

-- name: night_successors_asked
select account_id from account_look where successor_asked is not null order by account_id

-- name: night_ask_successor
insert into account_look (account_id, successor_asked) values ($1, $2)
on conflict (account_id) do update set successor_asked = excluded.successor_asked
where account_look.successor_asked is null
  or account_look.successor_asked < excluded.successor_asked

-- name: night_successor_found
update account_look set successor_asked = null where account_id = $1

-- name: night_not_collected
insert into account_look (account_id, not_collected) values ($1, $2)
on conflict (account_id) do update set not_collected = excluded.not_collected

-- name: night_collected
update account_look set not_collected = null where account_id = $1 and not_collected is not null

-- name: night_rules_hash
select hash from adopted_policy

-- name: night_rules
select kind, service, opens, level, switched_on, keep, since, ends, given from adopted_right
order by kind, service, since

-- name: night_terms
select kind, term, months, until from adopted_term order by coalesce(until, '9999-12-31'), kind

-- name: night_adopt
insert into adopted_policy (id, hash) values (1, $1)
on conflict (id) do update set hash = excluded.hash

-- name: night_forget_rights
delete from adopted_right

-- name: night_adopt_right
insert into adopted_right (kind, service, opens, level, switched_on, keep, since, ends, given)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: night_forget_terms
delete from adopted_term

-- name: night_adopt_term
insert into adopted_term (kind, term, months, until) values ($1, $2, $3, $4)

-- name: night_last
select day, policy_hash from night

-- name: night_done
insert into night (id, day, policy_hash) values (1, $1, $2)
on conflict (id) do update set day = excluded.day, policy_hash = excluded.policy_hash
