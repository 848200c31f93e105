-- Following up: when a customer is due, and what each person has to do.

-- ---------------------------------------------------------------- what the company decided before

-- Each value that a setting had: the newest is in force.
create table setting_version (
  id         bigint generated always as identity primary key,
  key        text not null,
  value      jsonb not null,
  changed_by bigint references app_user,
  changed_at timestamptz not null default now()
);
create index setting_version_page on setting_version (key, id desc);

-- ---------------------------------------------------------------- nobody is forgotten

-- Whom somebody looks after has a day, whichever way the row was written; the rules put the right one there.
create function followed(owner_id bigint, archived_at timestamptz, merged_into_id bigint)
returns boolean language sql immutable parallel safe
return owner_id is not null and archived_at is null and merged_into_id is null;
create function default_next_contact() returns trigger language plpgsql as $$
begin
  -- As a customer without a grade (follow-up/next-date.ts), and never a day that is over.
  new.next_contact_on := greatest(coalesce(new.last_contact_at, new.owned_since)::date + 15, now()::date);
  return new;
end $$;
create trigger customer_default_next_contact before insert or update on customer
  for each row when (new.next_contact_on is null and followed(new.owner_id, new.archived_at, new.merged_into_id))
  execute function default_next_contact();
update customer set next_contact_on = null
where next_contact_on is null and followed(owner_id, archived_at, merged_into_id);
alter table customer add constraint customer_has_next_contact
  check (not followed(owner_id, archived_at, merged_into_id) or next_contact_on is not null);

-- ---------------------------------------------------------------- tasks

-- What a person has to do. One that moves (put off, another date, another salesperson) stays the same task.
create table task (
  id                 bigint generated always as identity primary key,
  kind               text not null check (kind in ('follow-up', 'new-customer', 'answer', 'promise', 'address-invalid',
    'complaint', 'verify-profile', 'birthday', 'todo')),
  -- Null: a to-do that is about no customer.
  customer_id        bigint references customer,
  assignee_id        bigint not null references app_user,
  -- What it is about within its kind and customer: a thread, an address, a mark, a year; empty where there can be one.
  subject_key        text not null default '' check (length(subject_key) <= 320),
  -- answer: the oldest mail that waits. address-invalid: the bounce. promise: the mail that promises.
  message_id         bigint references message on delete set null,
  contact_id         bigint references contact on delete set null,
  mark_id            bigint references mail_mark on delete cascade,
  -- In a person's words.
  title              text check (length(title) between 1 and 300),
  note               text check (length(note) <= 5000),
  detail             jsonb not null default '{}',
  -- The day for it, in the company's time zone; later than today: it waits, and is not shown as due.
  due_on             date not null,
  -- The moment, where the clock of an answer runs; in working time of the company, worked out when it was raised.
  due_at             timestamptz,
  -- The day that it had at first: on time is measured against it.
  first_due_on       date not null,
  times_moved        int not null default 0,
  state              text not null default 'open' check (state in ('open', 'closed')),
  -- How far up it was told of: 0 nobody, 1 the assignee again, 2 who leads him, 3 the company's owner.
  escalation_level   smallint not null default 0 check (escalation_level between 0 and 3),
  -- Null: nobody else is to be told.
  next_escalation_at timestamptz,
  created_at         timestamptz not null default now(),
  -- Null: a rule raised it.
  created_by         bigint references app_user,
  closed_at          timestamptz,
  -- Null: mail, or a rule.
  closed_by          bigint references app_user,
  -- contacted: a mail of ours, or a logged contact. replied: an answer was given. done: a person says so.
  -- dismissed: with a reason, nothing is to be done. kept, withdrawn: the promise. over: what it was about is gone.
  outcome            text check (outcome in ('contacted', 'replied', 'done', 'dismissed', 'kept', 'withdrawn', 'over')),
  close_note         text check (length(close_note) <= 2000),
  closing_message_id bigint references message on delete set null,
  closing_activity_id bigint references activity on delete set null,
  -- Of an answer: how long it took in working time of the company.
  working_seconds    int check (working_seconds >= 0),
  check ((state = 'closed') = (closed_at is not null and outcome is not null)),
  check (kind = 'todo' or customer_id is not null),
  check (kind <> 'todo' or title is not null),
  check (outcome <> 'dismissed' or close_note is not null)
);
-- One open task of a kind and subject for a customer, whoever raises it and however often (I8).
create unique index task_once on task (customer_id, kind, subject_key) where state = 'open' and kind <> 'todo';
create index task_of_assignee on task (assignee_id, due_on, id) where state = 'open';
create index task_of_customer on task (customer_id, due_on, id) where state = 'open';
create index task_escalation on task (next_escalation_at, id) where state = 'open' and next_escalation_at is not null;
create index task_past on task (customer_id, id desc);
create index task_closed on task (assignee_id, closed_at desc, id desc) where state = 'closed';
create index task_message on task (message_id) where message_id is not null;
create index task_mark on task (mark_id) where mark_id is not null;
create index task_contact on task (contact_id) where contact_id is not null;

-- ---------------------------------------------------------------- whom the sweep looks at

-- One narrow row for each customer whom somebody looks after, kept by triggers, so that the sweep touches no customer's
-- row and costs what is due, not what there is.
create table follow_up_due (
  customer_id bigint primary key references customer on delete cascade,
  assignee_id bigint not null references app_user,
  due_on      date not null,
  -- There is an open task of the kind 'follow-up'.
  raised      boolean not null default false
);
create index follow_up_due_next on follow_up_due (due_on, customer_id) where not raised;

create function keep_follow_up_due() returns trigger language plpgsql as $$
begin
  if followed(new.owner_id, new.archived_at, new.merged_into_id) then
    insert into follow_up_due as d (customer_id, assignee_id, due_on, raised)
    values (new.id, new.owner_id, new.next_contact_on,
      exists (select from task t where t.customer_id = new.id and t.kind = 'follow-up' and t.state = 'open'))
    on conflict (customer_id) do update set assignee_id = excluded.assignee_id, due_on = excluded.due_on;
  else
    delete from follow_up_due where customer_id = new.id;
  end if;
  return null;
end $$;
create trigger customer_due_new after insert on customer
  for each row when (followed(new.owner_id, new.archived_at, new.merged_into_id)) execute function keep_follow_up_due();
create trigger customer_due_changed after update of owner_id, next_contact_on, archived_at, merged_into_id on customer
  for each row when ((new.owner_id, new.next_contact_on, new.archived_at, new.merged_into_id)
    is distinct from (old.owner_id, old.next_contact_on, old.archived_at, old.merged_into_id))
  execute function keep_follow_up_due();

-- In the order of customers, so that two who raise and close wait for each other in a line.
create function mark_raised(ids bigint[]) returns void language plpgsql as $$
begin
  if ids is null then return; end if;
  perform 1 from follow_up_due d where d.customer_id = any(ids) order by d.customer_id for update;
  update follow_up_due d set raised = r.raised
  from (select id, exists (select from task t where t.customer_id = id and t.kind = 'follow-up' and t.state = 'open') as raised
    from unnest(ids) as id) r
  where d.customer_id = r.id and d.raised <> r.raised;
end $$;
create function task_raised() returns trigger language plpgsql as $$
begin
  perform mark_raised((select array_agg(distinct customer_id) from changed where kind = 'follow-up'));
  return null;
end $$;
create function task_settled() returns trigger language plpgsql as $$
begin
  perform mark_raised((select array_agg(distinct id) from (
    select unnest(array[n.customer_id, o.customer_id]) as id from changed n join gone o on o.id = n.id
    where n.kind = 'follow-up' and (n.state, n.customer_id) is distinct from (o.state, o.customer_id)) moved));
  return null;
end $$;
create function task_gone() returns trigger language plpgsql as $$
begin
  perform mark_raised((select array_agg(distinct customer_id) from gone where kind = 'follow-up'));
  return null;
end $$;
create trigger task_raised after insert on task
  referencing new table as changed for each statement execute function task_raised();
create trigger task_settled after update on task
  referencing old table as gone new table as changed for each statement execute function task_settled();
create trigger task_gone after delete on task
  referencing old table as gone for each statement execute function task_gone();

insert into follow_up_due (customer_id, assignee_id, due_on)
select id, owner_id, next_contact_on from customer where followed(owner_id, archived_at, merged_into_id);
