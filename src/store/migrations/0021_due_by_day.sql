-- A night walks through what is due in this order.
drop index account_next_change;
create index account_due on account (next_change, id);
