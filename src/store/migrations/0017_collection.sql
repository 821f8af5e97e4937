-- Since when an account waits for its holder, and since when the night has it as not collected.
-- Of older accounts the audit knows when they were made; where it does not, they count as made on
-- the day of their person's record. Both as days of UTC. Non-personal accounts wait for nobody.
alter table account add column made text;
alter table account_look add column not_collected text;

-- Days since 1 March of the year 0 in the Gregorian calendar, then the date as of old.
with birth as (
  select a.id, coalesce(
      (select min(e.at) from audit_entry e
       where e.subject = 'account:' || a.id and e.action = 'account_created'),
      p.created) / 86400000 + 719468 as days
  from account a join person p on p.id = a.person_id
), era as (
  select id, days / 146097 as era, days - days / 146097 * 146097 as day from birth
), year as (
  select id, era, day, (day - day / 1460 + day / 36524 - day / 146096) / 365 as year from era
), month as (
  select id, year + era * 400 as year, day - (365 * year + year / 4 - year / 100) as day from year
), parts as (
  select id, year, (5 * day + 2) / 153 as month,
    day - (153 * ((5 * day + 2) / 153) + 2) / 5 + 1 as day
  from month
)
update account set made = (
  select (case when month < 10 then year else year + 1 end) || '-' ||
    (case when month < 7 or month > 9 then '0' else '' end) ||
    (case when month < 10 then month + 3 else month - 9 end) || '-' ||
    (case when day < 10 then '0' else '' end) || day
  from parts where parts.id = account.id)
where person_id is not null;
-- Whoever waits is looked at once.
update account set next_change = '1970-01-01'
where person_id is not null and activated is null and closed is null;
