-- Tasks at work: who is told of a late one, what happened to it, and what else the sweep looks at.

-- ---------------------------------------------------------------- who is told, and when

-- The three moments on which the assignee again, who leads him, and the company's owner are told; null in a place:
-- that one is not. Worked out when the task is raised or moved, in working time; the sweep only compares.
drop index task_escalation;
alter table task drop column next_escalation_at;
alter table task
  add column escalates_at timestamptz[] not null default array[null, null, null]::timestamptz[]
    check (cardinality(escalates_at) = 3),
  add column next_escalation_at timestamptz generated always as (case escalation_level
    when 0 then coalesce(escalates_at[1], escalates_at[2], escalates_at[3])
    when 1 then coalesce(escalates_at[2], escalates_at[3])
    when 2 then escalates_at[3] end) stored,
  -- When a person gave it to the assignee; null: it is of who has the customer, and goes on with the customer.
  add column given_at timestamptz,
  -- Of a follow-up: the last contact when it was raised, or since when he had the customer. A newer one closes it; an
  -- old mail that comes into the archive late does not.
  add column contact_before timestamptz;
create index task_escalation on task (next_escalation_at, id) where state = 'open' and next_escalation_at is not null;
-- The lists of a whole company.
create index task_open on task (due_on, id) where state = 'open';

-- What happened to a task after it was raised.
create table task_event (
  id       bigint generated always as identity primary key,
  task_id  bigint not null references task on delete cascade,
  at       timestamptz not null default clock_timestamp(),
  event    text not null check (event in ('put-off', 'moved', 'assigned', 'noted', 'escalated', 'closed')),
  -- Null: a rule, or a mail.
  actor_id bigint references app_user,
  detail   jsonb not null default '{}'
);
create index task_event_of_task on task_event (task_id, id);

-- ---------------------------------------------------------------- what the sweep looks at

-- Narrow copies, so that the sweep and the preview of another policy touch no customer's row.
alter table follow_up_due
  -- The last contact, or since when he has the customer.
  add column since    timestamptz not null default now(),
  add column grade    text,
  -- A person has set the day.
  add column manual   boolean not null default false,
  -- Of a customer that nobody has contacted yet: how many of the looks at it are behind, and the day of the next one.
  add column checks   smallint not null default 0,
  add column check_on date;
create index follow_up_due_by_hand on follow_up_due (due_on, customer_id) where manual;
create index follow_up_due_check on follow_up_due (check_on, customer_id) where check_on is not null;
-- Raised and settled every day: a page that is full would make each such change a new index entry, too.
alter table follow_up_due set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);

create or replace function keep_follow_up_due() returns trigger language plpgsql as $$
begin
  if followed(new.owner_id, new.archived_at, new.merged_into_id) then
    insert into follow_up_due as d (customer_id, assignee_id, due_on, raised, since, grade, manual, check_on)
    values (new.id, new.owner_id, new.next_contact_on,
      exists (select from task t where t.customer_id = new.id and t.kind = 'follow-up' and t.state = 'open'),
      coalesce(new.last_contact_at, new.owned_since), new.grade, new.next_contact_manual,
      -- The rules put the right day there (follow-up/touch-next-contact.ts).
      case when new.last_contact_at is null then new.owned_since::date + 1 end)
    on conflict (customer_id) do update set assignee_id = excluded.assignee_id, due_on = excluded.due_on,
      since = excluded.since, grade = excluded.grade, manual = excluded.manual,
      check_on = case when new.last_contact_at is null then d.check_on end;
  else
    delete from follow_up_due where customer_id = new.id;
  end if;
  return null;
end $$;
drop trigger customer_due_changed on customer;
create trigger customer_due_changed after update of owner_id, next_contact_on, archived_at, merged_into_id, grade,
  next_contact_manual, last_contact_at, owned_since on customer
  for each row when ((new.owner_id, new.next_contact_on, new.archived_at, new.merged_into_id, new.grade,
      new.next_contact_manual, new.last_contact_at, new.owned_since)
    is distinct from (old.owner_id, old.next_contact_on, old.archived_at, old.merged_into_id, old.grade,
      old.next_contact_manual, old.last_contact_at, old.owned_since))
  execute function keep_follow_up_due();
-- Those that were there before are not new.
update follow_up_due d set since = coalesce(c.last_contact_at, c.owned_since), grade = c.grade, manual = c.next_contact_manual
from customer c where c.id = d.customer_id;

-- Whose record was not gone through for longest, of each salesperson; of grade A sooner.
create index customer_verify on customer (owner_id, (coalesce(grade, '') = 'A'), (coalesce(verified_at, created_at)), id)
  where owner_id is not null and archived_at is null and merged_into_id is null;
-- By month and day.
create index contact_birthday on contact ((extract(month from birthday) * 100 + extract(day from birthday)))
  where birthday is not null and invalid_at is null and merged_into_id is null;

-- The day for which a daily part of the sweep was done last.
create table sweep_day (
  kind    text primary key,
  done_on date not null
);

-- ---------------------------------------------------------------- mail that did not arrive

-- What a bounce says (RFC 3464), by the address that failed.
create table bounce (
  message_id bigint not null references message on delete cascade,
  -- Normalised.
  address    text not null check (length(address) <= 320),
  -- Enhanced status code (RFC 3463), where there is one: 5.1.1.
  status     text check (length(status) <= 20),
  diagnostic text check (length(diagnostic) <= 500),
  -- It will not arrive later either.
  permanent  boolean not null,
  -- Its customers were told of it, or it is none's.
  settled    boolean not null default false,
  primary key (message_id, address)
);
create index bounce_waiting on bounce (message_id) where not settled;
create index bounce_address on bounce (address);
