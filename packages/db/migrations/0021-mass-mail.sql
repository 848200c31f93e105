-- Mass mail: many letters that say the same, each to one person, at a pace that a mail provider takes.

-- ---------------------------------------------------------------- who wants none

-- Addresses that get no mass mail any more, whoever sends it. What a person writes to them himself still goes.
create table mail_unsubscribe (
  -- Normalised.
  address      text primary key check (address = lower(address) and length(address) <= 320),
  at           timestamptz not null default now(),
  -- page: its reader pressed the button. one-click: his mail program did (RFC 8058). person: he told one of us.
  way          text not null check (way in ('page', 'one-click', 'person')),
  mass_mail_id bigint,
  by_id        bigint references app_user,
  note         text check (length(note) between 1 and 500),
  check ((way = 'person') = (by_id is not null))
);

-- ---------------------------------------------------------------- the mail

create table mass_mail (
  id             bigint generated always as identity primary key,
  name           text not null check (length(name) between 1 and 200),
  -- Who sends it.
  owner_id       bigint not null references app_user,
  account_id     bigint references mail_account,
  -- draft: nobody gets anything. stopped: by itself, see stop_reason; a person lets it go on, or ends it.
  state          text not null default 'draft'
                 check (state in ('draft', 'waiting-approval', 'sending', 'paused', 'stopped', 'cancelled', 'done')),
  version        int not null default 1,
  kind           text not null check (kind in ('thank-you', 'dunning', 'promotion', 'follow-up', 'quotation', 'general')),
  -- Of its text, and of the page on which a reader ends it.
  language       text not null check (language ~ '^[a-z]{2}(-[A-Z]{2})?$'),
  template_id    bigint references letter_template on delete set null,
  subject        text not null default '' check (length(subject) <= 500),
  -- Clean HTML with fields such as {{contact.name}}.
  html           text not null default '' check (length(html) <= 100000),
  -- Values that its writer gives, for everybody.
  field_values   jsonb not null default '{}',

  -- Whom: {customerIds} or {filter}; who that is was settled at the time below.
  selection      jsonb not null,
  -- One person of each customer, or all.
  whom           text not null default 'main' check (whom in ('main', 'everyone')),
  -- Who got a mass mail within so many days is left out.
  quiet_days     int not null default 14 check (quiet_days between 0 and 365),
  -- Sent only between 8 and 18 o'clock where the customer is.
  by_day         boolean not null default true,
  settled_at     timestamptz,

  -- Why a leader looks at it first, and what he said; once for all of it.
  approval_reasons jsonb,
  content_sha256 bytea check (length(content_sha256) = 32),
  asked_at       timestamptz,
  decided_at     timestamptz,
  decided_by     bigint references app_user,
  decision       text check (decision in ('approved', 'returned')),
  decision_note  text check (length(decision_note) between 1 and 2000),

  -- How many had come back when a person let it go on: those do not stop it again.
  bounces_seen   int not null default 0,
  stop_reason    text check (stop_reason in ('bounces', 'sender', 'account')),
  started_at     timestamptz,
  ended_at       timestamptz,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  check ((state = 'stopped') = (stop_reason is not null)),
  check (state in ('draft', 'waiting-approval') or started_at is not null or state = 'cancelled'),
  check (state not in ('sending', 'paused', 'stopped', 'done') or account_id is not null),
  check (decision is distinct from 'returned' or decision_note is not null)
);
alter table mail_unsubscribe add foreign key (mass_mail_id) references mass_mail on delete set null;
create index mail_unsubscribe_mass_mail on mail_unsubscribe (mass_mail_id) where mass_mail_id is not null;
create index mail_unsubscribe_page on mail_unsubscribe (at desc, address);
create index mass_mail_page on mass_mail (owner_id, id desc);
create index mass_mail_waiting on mass_mail (id) where state = 'waiting-approval';
create index mass_mail_sending on mass_mail (account_id, id) where state = 'sending';
create index mass_mail_template on mass_mail (template_id) where template_id is not null;

-- One row for each person; and for each customer of whom nobody can be written to.
create table mass_mail_recipient (
  id             bigint generated always as identity primary key,
  mass_mail_id   bigint not null references mass_mail on delete cascade,
  customer_id    bigint references customer,
  contact_id     bigint references contact on delete set null,
  -- Normalised; null: the customer has none.
  address        text check (address = lower(address) and length(address) <= 320),
  name           text,
  -- Of the customer.
  time_zone      text,
  -- made: there is a letter; what became of that stands there.
  state          text not null default 'waiting' check (state in ('waiting', 'left-out', 'made')),
  left_out       text check (left_out in ('no-contact', 'invalid', 'unsubscribed', 'open-complaint', 'mailed-lately',
    'never-archive', 'internal', 'not-yours', 'missing-fields', 'by-hand')),
  letter_id      bigint unique references letter on delete set null,
  made_at        timestamptz,
  bounced_at     timestamptz,
  replied_at     timestamptz,
  unsubscribed_at timestamptz,
  check ((state = 'left-out') = (left_out is not null)),
  check (state <> 'waiting' or address is not null),
  check ((state = 'made') = (made_at is not null))
);
-- Nobody twice, however often its recipients are worked out and whoever sends.
create unique index mass_mail_recipient_once on mass_mail_recipient (mass_mail_id, address) where address is not null;
create unique index mass_mail_recipient_none on mass_mail_recipient (mass_mail_id, customer_id) where address is null;
create index mass_mail_recipient_waiting on mass_mail_recipient (mass_mail_id, id) where state = 'waiting';
create index mass_mail_recipient_page on mass_mail_recipient (mass_mail_id, id);
-- Who got one lately.
create index mass_mail_recipient_made on mass_mail_recipient (address, made_at desc) where state = 'made';
create index mass_mail_recipient_customer on mass_mail_recipient (customer_id) where customer_id is not null;
create index mass_mail_recipient_contact on mass_mail_recipient (contact_id) where contact_id is not null;

-- ---------------------------------------------------------------- the pace

-- What one account sends of mass mail, all of it together. Its row is locked by whoever makes its next letter.
create table mass_mail_pace (
  account_id bigint primary key references mail_account,
  per_minute int not null default 6 check (per_minute between 1 and 60),
  per_day    int not null default 300 check (per_day between 1 and 5000),
  next_at    timestamptz not null default now(),
  -- The day of the count, in the company's zone.
  day        date,
  made_today int not null default 0,
  updated_by bigint references app_user,
  updated_at timestamptz not null default now()
);

-- ---------------------------------------------------------------- what became of it

-- A bounce, and an answer, find the last mass mail that their address got: noted as they are archived, by one look into
-- an index. In the order of rows, so that two who archive wait for each other in a line.
create function note_mass_mail_bounces() returns trigger language plpgsql as $$
begin
  with hit as (
    select distinct on (n.message_id, n.address) r.id, m.occurred_at
    from changed n join message m on m.id = n.message_id
    join mass_mail_recipient r on r.address = n.address and r.state = 'made'
    where n.permanent and r.made_at < m.occurred_at + interval '1 hour' and r.made_at > m.occurred_at - interval '10 days'
    order by n.message_id, n.address, r.made_at desc
  ), locked as (
    select r.id, min(hit.occurred_at) as at from hit join mass_mail_recipient r on r.id = hit.id
    where r.bounced_at is null group by r.id order by r.id
  )
  update mass_mail_recipient r set bounced_at = locked.at from locked where r.id = locked.id;
  return null;
end $$;
create trigger bounce_of_mass_mail after insert on bounce
  referencing new table as changed for each statement execute function note_mass_mail_bounces();

create function note_mass_mail_replies() returns trigger language plpgsql as $$
begin
  with hit as (
    select distinct on (m.id) r.id, m.occurred_at
    from changed m join mass_mail_recipient r on r.address = m.from_address and r.state = 'made'
    where m.direction = 'inbound' and m.automatic is null
      and r.made_at < m.occurred_at and r.made_at > m.occurred_at - interval '30 days'
    order by m.id, r.made_at desc
  ), locked as (
    select r.id, min(hit.occurred_at) as at from hit join mass_mail_recipient r on r.id = hit.id
    where r.replied_at is null group by r.id order by r.id
  )
  update mass_mail_recipient r set replied_at = locked.at from locked where r.id = locked.id;
  return null;
end $$;
create trigger message_answers_mass_mail after insert on message
  referencing new table as changed for each statement execute function note_mass_mail_replies();
