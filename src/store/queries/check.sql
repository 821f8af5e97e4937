-- What `metroon check` looks for: each statement gives the subjects that break a law.
-- name: check_two_accounts
select 'person:' || person_id
from account
where sort = 'personal'
group by person_id
having count(*) > 1
order by person_id
limit $1

-- name: check_name_of_another
select 'account:' || a.id
from account a left join reserved_name r on r.username = a.username
where r.account_id is null or r.account_id <> a.id
order by a.id
limit $1

-- The name of an account that was given up is that of the one into which it was merged.
-- name: check_address_of_another
select 'account:' || a.id
from account a
where exists (
  select 1
  from address d join reserved_name r on r.username = d.local
  where d.account_id = a.id and r.account_id <> a.id and not exists (
    select 1 from account g where g.id = r.account_id and g.merged_into = a.id))
order by a.id
limit $1

-- name: check_notice_without_letter
select 'person:' || p.id
from person p
where exists (
  select 1
  from notice n
    join notice_mail t on t.person_id = n.person_id and t.number = n.number
    join mail m on m.id = t.mail_id
  where n.person_id = p.id and n.accepted is not null and m.state <> 'accepted')
order by p.id
limit $1

-- name: check_proof_not_on_record
select 'account:' || a.id
from account a
where a.person_id is not null and a.proof is not null and a.merged_into is null
  and not exists (select 1 from proof p where p.person_id = a.person_id)
order by a.id
limit $1

-- name: check_code_without_proof
select 'account:' || a.id
from account a
where a.person_id is not null and a.merged_into is null
  and exists (
    select 1 from token t
    where t.purpose = 'activate' and t.subject = a.id and t.used is null and t.expires > $2)
  and not exists (select 1 from proof p where p.person_id = a.person_id)
order by a.id
limit $1

-- name: check_session_of_stopped
select 'account:' || a.id
from account a
where (a.suspended_from <= $2 or a.closed <= $2)
  and exists (select 1 from session s where s.whose = 'holder' and s.subject = a.id)
order by a.id
limit $1

-- name: check_password_of_closed
select 'account:' || a.id
from account a join account_password w on w.account_id = a.id
where a.closed <= $2
order by a.id
limit $1

-- name: check_person_without_entry
select 'person:' || p.id
from person p
where not exists (select 1 from audit_entry e where e.subject = 'person:' || p.id)
order by p.id
limit $1

-- name: check_account_without_entry
select 'account:' || a.id
from account a
where a.activated is not null
  and not exists (select 1 from audit_entry e where e.subject = 'account:' || a.id)
order by a.id
limit $1

-- name: check_affiliation_of_another
select 'person:' || w.person_id
from (
  select h.person_id
  from hold h join affiliation f on f.id = h.affiliation_id
  where f.person_id <> h.person_id
  union
  select r.person_id
  from registry_row r join affiliation f on f.id = r.affiliation_id
  where f.person_id <> r.person_id) w
order by w.person_id
limit $1
