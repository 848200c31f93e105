-- What is marked on mails, customers handed over, and two salespeople at one customer.

-- ---------------------------------------------------------------- who wrote a mail

-- Whose a mail account was before: its mail of that time stays theirs, whoever has the account now.
create table mail_account_past_owner (
  account_id bigint not null references mail_account on delete cascade,
  until      timestamptz not null,
  -- Null: nobody's.
  user_id    bigint references app_user,
  primary key (account_id, until)
);

create function keep_past_owner() returns trigger language plpgsql as $$
begin
  -- An account that never had an owner is its first one's from the beginning.
  if old.owner_id is not null or exists (select from mail_account_past_owner where account_id = old.id) then
    insert into mail_account_past_owner (account_id, until, user_id) values (old.id, clock_timestamp(), old.owner_id);
  end if;
  return null;
end
$$;
create trigger mail_account_owner_changed after update of owner_id on mail_account
  for each row when (old.owner_id is distinct from new.owner_id) execute function keep_past_owner();

-- The person of the company who wrote a mail from this address at this time. The unified mailbox is nobody.
create function mail_author(text, timestamptz) returns bigint language sql stable as $$
  select coalesce(
    (select case when past.account_id is null then a.owner_id else past.user_id end
     from mail_account a
     left join lateral (
       select p.account_id, p.user_id from mail_account_past_owner p
       where p.account_id = a.id and p.until > $2 order by p.until limit 1) past on true
     where (lower(a.address) = $1 or a.aliases @> array[$1]) and not a.unified
     order by lower(a.address) = $1 desc, a.state <> 'removed' desc, a.id desc limit 1),
    (select u.id from app_user u where lower(u.email) = $1))
$$;

-- The actor of a sent mail on a timeline is who wrote it, whichever way it comes there.
create function enter_author() returns trigger language plpgsql as $$
begin
  new.actor_id := (select mail_author(m.from_address, m.occurred_at) from message m where m.id = new.message_id);
  return new;
end
$$;
create trigger timeline_entry_author before insert or update of direction on timeline_entry
  for each row when (new.kind = 'mail' and new.direction = 'outbound' and new.actor_id is null)
  execute function enter_author();
update timeline_entry te set actor_id = mail_author(m.from_address, m.occurred_at)
from message m where m.id = te.message_id and te.kind = 'mail' and te.direction = 'outbound';
create index timeline_entry_actor on timeline_entry (customer_id, actor_id, occurred_at, id) include (direction, message_id)
  where actor_id is not null and kind = 'mail';

-- ---------------------------------------------------------------- promises, open questions, quotations

create table mail_mark (
  id          bigint generated always as identity primary key,
  message_id  bigint not null references message on delete cascade,
  customer_id bigint not null references customer,
  kind        text not null check (kind in ('promise', 'question', 'quotation')),
  -- Of a promise: what about.
  sort        text check (sort in ('price', 'delivery', 'warranty', 'payment', 'other')),
  -- The words of the mail.
  text        text not null check (length(text) between 1 and 2000),
  product     text check (length(product) between 1 and 200),
  amount      numeric(18, 4) check (amount >= 0),
  currency    text check (currency ~ '^[A-Z]{3}$'),
  unit        text check (length(unit) between 1 and 40),
  due_on      date,
  -- Who of the company wrote the mail; null: the customer, or nobody known.
  author_id   bigint references app_user,
  marked_by   bigint not null references app_user,
  marked_at   timestamptz not null default now(),
  state       text not null default 'open' check (state in ('open', 'kept', 'withdrawn')),
  closed_by   bigint references app_user,
  closed_at   timestamptz,
  check ((kind = 'promise') = (sort is not null)),
  check (kind = 'quotation' or (amount is null and unit is null)),
  check ((amount is null) = (currency is null)),
  check ((state = 'open') = (closed_at is null))
);
create index mail_mark_page on mail_mark (customer_id, id desc);
create index mail_mark_open on mail_mark (customer_id, id desc) where state = 'open';
create index mail_mark_message on mail_mark (message_id);

-- ---------------------------------------------------------------- handing over

create table handover (
  id          bigint generated always as identity primary key,
  from_id     bigint not null references app_user,
  -- 'even', 'country' or 'chosen': how the customers were divided.
  way         text not null check (way in ('even', 'country', 'chosen')),
  reason      text check (length(reason) <= 500),
  -- A word to the successors, on each hand-over page.
  note        text check (length(note) <= 5000),
  -- The predecessor goes on reading these customers.
  keep_access boolean not null default false,
  state       text not null default 'running' check (state in ('running', 'done', 'undoing', 'undone')),
  job_id      bigint references background_job on delete set null,
  -- Null: the command line.
  created_by  bigint references app_user,
  created_at  timestamptz not null default now(),
  done_at     timestamptz,
  undone_by   bigint references app_user,
  undone_at   timestamptz
);
create index handover_from on handover (from_id, id desc);

create table handover_item (
  handover_id     bigint not null references handover on delete cascade,
  customer_id     bigint not null references customer,
  to_id           bigint not null references app_user,
  -- skipped: it was no longer the predecessor's; kept: it changed hands since, so the undoing left it.
  state           text not null default 'waiting' check (state in ('waiting', 'done', 'skipped', 'undone', 'kept')),
  -- customer.owned_since as the hand-over set it: another value means that it changed hands since.
  handed_at       timestamptz,
  -- Planned activities that went to the successor, and the right that he had before as a collaborator.
  activity_ids    bigint[] not null default '{}',
  could_edit      boolean,
  -- The successor opened the hand-over page.
  read_at         timestamptz,
  unread_told_at  timestamptz,
  primary key (handover_id, customer_id)
);
create index handover_item_waiting on handover_item (handover_id, customer_id) where state = 'waiting';
create index handover_item_received on handover_item (to_id, handover_id desc, customer_id) where state = 'done';
create index handover_item_customer on handover_item (customer_id, handover_id desc);
create index handover_item_unread on handover_item (handed_at)
  where state = 'done' and read_at is null and unread_told_at is null;

create table handover_account (
  handover_id bigint not null references handover on delete cascade,
  account_id  bigint not null references mail_account,
  -- Null: nobody's.
  to_id       bigint references app_user,
  state       text not null default 'done' check (state in ('done', 'undone', 'kept')),
  primary key (handover_id, account_id)
);

-- ---------------------------------------------------------------- collisions

-- What may be a collision, written with the filing and looked at in the background.
create table collision_lead (
  id          bigint generated always as identity primary key,
  customer_id bigint not null references customer on delete cascade,
  message_id  bigint not null references message on delete cascade,
  user_id     bigint not null references app_user,
  kind        text not null check (kind in ('mail', 'inquiry'))
);

-- Mail of someone who is not the customer's salesperson.
create function note_mail_leads() returns trigger language plpgsql as $$
begin
  insert into collision_lead (customer_id, message_id, user_id, kind)
  select e.customer_id, e.message_id, e.actor_id, 'mail'
  from new_rows e join customer c on c.id = e.customer_id
  where e.kind = 'mail' and e.direction = 'outbound' and e.actor_id <> c.owner_id;
  return null;
end
$$;
create trigger timeline_entry_leads after insert on timeline_entry
  referencing new table as new_rows for each statement execute function note_mail_leads();

-- An inquiry by a platform that came to someone else, and not to the customer's salesperson as well.
create function note_inquiry_lead() returns trigger language plpgsql as $$
begin
  insert into collision_lead (customer_id, message_id, user_id, kind)
  select distinct new.customer_id, new.message_id, a.owner_id, 'inquiry'
  from customer c
  join mailbox_message mm on mm.message_id = new.message_id
  join mailbox mb on mb.id = mm.mailbox_id join mail_account a on a.id = mb.account_id
  where c.id = new.customer_id and a.owner_id <> c.owner_id and not a.unified and not exists (
    select from mailbox_message his join mailbox box on box.id = his.mailbox_id join mail_account own on own.id = box.account_id
    where his.message_id = new.message_id and own.owner_id = c.owner_id);
  return null;
end
$$;
create trigger filing_inquiry_lead after insert on filing
  for each row when (new.rule = 'platform') execute function note_inquiry_lead();

create table collision (
  id          bigint generated always as identity primary key,
  customer_id bigint not null references customer,
  -- Whose customer it is, while it is open; the one who also touched it.
  owner_id    bigint not null references app_user,
  user_id     bigint not null references app_user,
  -- overtaken: the customer changed hands, so that there is nothing to decide.
  state       text not null default 'open' check (state in ('open', 'decided', 'overtaken')),
  decision    text check (decision in ('owner-keeps', 'to-other', 'shared', 'no-collision')),
  reason      text check (length(reason) between 1 and 1000),
  decided_by  bigint references app_user,
  decided_at  timestamptz,
  opened_at   timestamptz not null default now(),
  touched_at  timestamptz not null default now(),
  check (owner_id <> user_id),
  check ((state = 'decided') = (decision is not null and decided_at is not null))
);
create unique index collision_open on collision (customer_id, user_id) where state = 'open';
create index collision_customer on collision (customer_id, user_id, id desc);
create index collision_page on collision (state, id desc);
create index collision_owner on collision (owner_id, id desc);
create index collision_user on collision (user_id, id desc);

create table collision_evidence (
  id           bigint generated always as identity primary key,
  collision_id bigint not null references collision on delete cascade,
  kind         text not null check (kind in ('mail', 'inquiry', 'new-customer')),
  message_id   bigint references message on delete cascade,
  -- Of a new customer: the address or domain that was entered.
  value        text,
  at           timestamptz not null,
  check ((kind = 'new-customer') = (message_id is null))
);
create unique index collision_evidence_once on collision_evidence (collision_id, message_id, value) nulls not distinct;
create index collision_evidence_page on collision_evidence (collision_id, at desc, id desc);
