-- Mail that waits for an answer, the calendars behind its clock, and what the report of work done reads.

-- ---------------------------------------------------------------- what is to be looked at

-- Mail of a customer came, went or moved: whether it waits for an answer is worked out in the background, from the mail
-- itself (core/answers/keep-answers.ts). Written with the change, so that nothing is lost with a process (I5).
create table answer_lead (
  id               bigint generated always as identity primary key,
  -- Null: an inquiry that is no customer's yet.
  customer_id      bigint references customer on delete cascade,
  -- Null: every thread of the customer in which mail waits.
  thread_id        bigint,
  -- The thread was joined to this one.
  joined_thread_id bigint,
  -- Later than now: it is known too little yet (mail that was sent may be archived after mail that came).
  look_at          timestamptz not null default now(),
  check (customer_id is not null or thread_id is not null)
);
create index answer_lead_next on answer_lead (look_at, id);
create index answer_lead_customer on answer_lead (customer_id) where customer_id is not null;

-- Older mail starts no clock and is in no report that anybody asks for.
create function is_recent(at timestamptz) returns boolean language sql stable parallel safe
return at > now() - interval '400 days';

create function note_answer_leads() returns trigger language plpgsql as $$
begin
  insert into answer_lead (customer_id, thread_id)
  select distinct e.customer_id, m.thread_id from added e join message m on m.id = e.message_id
  where e.kind = 'mail' and e.direction in ('inbound', 'outbound') and is_recent(m.occurred_at)
  union
  -- A mail that answers none in particular may answer what waits in other threads.
  select distinct e.customer_id, null::bigint from added e join message m on m.id = e.message_id
  where e.kind = 'mail' and e.direction = 'outbound' and m.in_reply_to is null and m.automatic is null
    and is_recent(m.occurred_at);
  return null;
end $$;
create trigger timeline_entry_answers after insert on timeline_entry
  referencing new table as added for each statement execute function note_answer_leads();

create function note_moved_answers() returns trigger language plpgsql as $$
begin
  insert into answer_lead (customer_id, thread_id)
  select distinct both_sides.customer_id, m.thread_id
  from (
    select n.message_id, unnest(array[n.customer_id, o.customer_id]) as customer_id
    from changed n join gone o on o.id = n.id
    where n.kind = 'mail' and (n.customer_id, n.direction, n.occurred_at) is distinct from (o.customer_id, o.direction, o.occurred_at)
  ) both_sides join message m on m.id = both_sides.message_id
  where is_recent(m.occurred_at);
  return null;
end $$;
create trigger timeline_entry_answers_moved after update on timeline_entry
  referencing old table as gone new table as changed for each statement execute function note_moved_answers();

create function note_gone_answers() returns trigger language plpgsql as $$
begin
  insert into answer_lead (customer_id, thread_id)
  select distinct e.customer_id, m.thread_id from gone e join message m on m.id = e.message_id join customer c on c.id = e.customer_id
  where e.kind = 'mail' and is_recent(m.occurred_at);
  return null;
end $$;
create trigger timeline_entry_answers_gone after delete on timeline_entry
  referencing old table as gone for each statement execute function note_gone_answers();

-- Of a thread: an inquiry in it that is no customer's yet.
create function has_open_inquiry(of_thread bigint) returns boolean language sql stable parallel safe
return exists (select from message m join inquiry i on i.message_id = m.id
  where m.thread_id = of_thread and i.customer_id is null and i.state in ('waiting', 'queued'));

create function note_changed_message() returns trigger language plpgsql as $$
begin
  insert into answer_lead (customer_id, thread_id, joined_thread_id)
  select e.customer_id, old.thread_id, nullif(new.thread_id, old.thread_id)
  from timeline_entry e where e.message_id = new.id and e.kind = 'mail' and is_recent(new.occurred_at)
  union
  select null, old.thread_id, nullif(new.thread_id, old.thread_id) where has_open_inquiry(new.thread_id);
  return null;
end $$;
create trigger message_answers after update of thread_id, automatic, in_reply_to, private_at on message
  for each row when ((old.thread_id, old.automatic, old.in_reply_to, old.private_at)
    is distinct from (new.thread_id, new.automatic, new.in_reply_to, new.private_at))
  execute function note_changed_message();

create function note_inquiry_reply() returns trigger language plpgsql as $$
begin
  insert into answer_lead (thread_id)
  select distinct m.thread_id from added m where m.direction = 'outbound' and has_open_inquiry(m.thread_id);
  return null;
end $$;
create trigger message_answers_inquiry after insert on message
  referencing new table as added for each statement execute function note_inquiry_reply();

create function note_inquiry_answer() returns trigger language plpgsql as $$
begin
  insert into answer_lead (customer_id, thread_id)
  select distinct who, m.thread_id from message m, unnest(array[null, new.customer_id]::bigint[]) as who
  where m.id = new.message_id and is_recent(m.occurred_at);
  return null;
end $$;
create trigger inquiry_answers_new after insert on inquiry
  for each row execute function note_inquiry_answer();
create trigger inquiry_answers_changed after update of state, customer_id on inquiry
  for each row when ((old.state, old.customer_id) is distinct from (new.state, new.customer_id))
  execute function note_inquiry_answer();

-- What waits is for whoever has the customer now.
create function note_owner_answers() returns trigger language plpgsql as $$
begin
  insert into answer_lead (customer_id) values (new.id);
  return null;
end $$;
create trigger customer_answers after update of owner_id, archived_at, merged_into_id on customer
  for each row when ((old.owner_id, old.archived_at, old.merged_into_id)
    is distinct from (new.owner_id, new.archived_at, new.merged_into_id))
  execute function note_owner_answers();

-- Mail from before this moment starts no clock: it was dealt with before anybody counted.
alter table mail_account add column answers_since timestamptz not null default now();
update mail_account set answers_since = created_at;

-- ---------------------------------------------------------------- what waited, and how long

-- Each run of mails of a customer that waited for an answer, by its oldest mail. Worked out from the mail; a look at the
-- thread puts it right whatever happened.
create table answer_wait (
  customer_id     bigint not null references customer on delete cascade,
  message_id      bigint not null references message on delete cascade,
  thread_id       bigint not null,
  since           timestamptz not null,
  -- Whose customer it was then.
  user_id         bigint references app_user,
  inquiry         boolean not null default false,
  -- Its clock ran: it came after the company began to count.
  counted         boolean not null,
  -- By the terms of then, in working time; null: there are none.
  late_at         timestamptz,
  replied_at      timestamptz,
  reply_id        bigint references message on delete set null,
  replied_by      bigint references app_user,
  -- From the oldest mail to the reply, in working time of the company.
  working_seconds int check (working_seconds >= 0),
  -- A person said that it needs no mail.
  settled_at      timestamptz,
  primary key (customer_id, message_id),
  check ((replied_at is null) = (working_seconds is null))
);
create index answer_wait_thread on answer_wait (thread_id);
create index answer_wait_user on answer_wait (user_id, since);
create index answer_wait_message on answer_wait (message_id);
create index answer_wait_reply on answer_wait (reply_id) where reply_id is not null;
create index answer_wait_open on answer_wait (customer_id, since) where replied_at is null and settled_at is null;

-- The mails of which a person said, with a task, that they need no answer by mail; in force while the task is closed so.
create table answer_settled (
  task_id    bigint not null references task on delete cascade,
  message_id bigint not null references message on delete cascade,
  primary key (message_id, task_id)
);
create index answer_settled_task on answer_settled (task_id);

create function note_settled_answer() returns trigger language plpgsql as $$
begin
  if new.state = 'closed' and new.outcome in ('done', 'dismissed') then
    insert into answer_settled (task_id, message_id)
    select new.id, m.id from message m
    where m.thread_id = new.subject_key::bigint and m.direction = 'inbound' and is_recent(m.occurred_at)
    on conflict do nothing;
  end if;
  if new.state = 'open' or new.outcome in ('done', 'dismissed') then
    insert into answer_lead (customer_id, thread_id) values (new.customer_id, new.subject_key::bigint);
  end if;
  return null;
end $$;
create trigger task_answer_settled after update of state on task
  for each row when (new.kind = 'answer' and new.state <> old.state) execute function note_settled_answer();

alter table task_event drop constraint task_event_event_check, add constraint task_event_event_check
  check (event in ('put-off', 'moved', 'assigned', 'noted', 'escalated', 'closed', 'reopened'));
-- An inquiry that is no customer's yet waits as well.
alter table task drop constraint task_check1, add constraint task_customer
  check (kind in ('todo', 'answer') or customer_id is not null);
create unique index task_once_nobodys on task (kind, subject_key)
  where state = 'open' and kind = 'answer' and customer_id is null;
create index task_of_thread on task (subject_key, id desc) where kind in ('answer', 'promise');
create index task_unanswered on task (assignee_id, due_at) where state = 'open' and kind = 'answer';

-- ---------------------------------------------------------------- calendars

alter table holiday
  -- shipped: with the product. library: proposed by a data set, and taken over.
  add column source     text not null default 'shipped' check (source in ('shipped', 'person', 'file', 'library')),
  add column changed_by bigint references app_user,
  add column changed_at timestamptz not null default now();

-- What was on a day before, and after: null there was nothing. A day that a person took away is not proposed again.
create table holiday_change (
  id         bigint generated always as identity primary key,
  country    text not null,
  day        date not null,
  before     jsonb,
  after      jsonb,
  changed_by bigint references app_user,
  changed_at timestamptz not null default now()
);
create index holiday_change_day on holiday_change (country, day, id desc);
create index holiday_change_page on holiday_change (country, id desc);

-- ---------------------------------------------------------------- the report of work done

create index timeline_entry_work on timeline_entry (actor_id, occurred_at) include (message_id, customer_id)
  where kind = 'mail' and direction = 'outbound' and actor_id is not null;
create index activity_work on activity ((coalesce(assignee_id, created_by)), done_at)
  where state = 'done' and kind <> 'note';
create index mail_mark_work on mail_mark (marked_at) where kind = 'quotation';
create index inquiry_work on inquiry (received_at) where state = 'filed';
create index task_event_work on task_event (at) where event = 'put-off';
create index task_work on task (closed_at) where state = 'closed' and kind in ('follow-up', 'new-customer');
