-- People in departments, the whole customer record, who may see what, activities, and what is told to whom.

-- ---------------------------------------------------------------- people

create table department (
  id         bigint generated always as identity primary key,
  name       text not null check (length(name) between 1 and 100),
  parent_id  bigint references department,
  created_at timestamptz not null default now()
);
create unique index department_name on department (coalesce(parent_id, 0), lower(name));
create index department_parent on department (parent_id);

-- Null: at the top, beside no department. A manager there leads the whole company.
alter table app_user add column department_id bigint references department;
create index app_user_department on app_user (department_id);

-- Departments that a manager leads besides his own.
create table department_head (
  department_id bigint not null references department on delete cascade,
  user_id       bigint not null references app_user,
  primary key (department_id, user_id)
);
create index department_head_user on department_head (user_id);

-- ---------------------------------------------------------------- what is left out, and what is private

-- Mail with these alone is not archived: no octets are kept, only the place and the reason.
create table never_archive (
  id         bigint generated always as identity primary key,
  kind       text not null check (kind in ('address', 'domain')),
  value      text not null check (value = lower(value)),
  reason     text,
  created_by bigint references app_user,
  created_at timestamptz not null default now(),
  unique (kind, value)
);

-- A private mail is on no timeline; only who owns an account that holds it, and the company's owner, see it.
alter table message
  add column private_at timestamptz,
  add column private_by bigint references app_user;

-- The company's unified mailbox: cards and market information are sent there.
alter table mail_account add column unified boolean not null default false;

-- ---------------------------------------------------------------- the customer record

-- A fair's cards, a platform's inquiries: what came in together.
create table batch (
  id         bigint generated always as identity primary key,
  name       text not null check (length(name) between 1 and 200),
  kind       text not null check (kind in ('trade-fair', 'platform', 'website', 'referral', 'purchased', 'other')),
  held_on    date,
  place      text,
  note       text,
  created_by bigint references app_user,
  created_at timestamptz not null default now(),
  archived_at timestamptz
);
create unique index batch_name on batch (lower(name));

alter table customer
  add column local_name        text,
  add column region            text,
  add column city              text,
  add column address           text,
  add column time_zone         text,
  add column language          text,
  add column batch_id          bigint references batch,
  add column business_type     text,
  add column scale             text,
  add column evaluation        text,
  add column stage             text not null default 'target'
    check (stage in ('target', 'first-contact', 'negotiation', 'agreement', 'contract', 'delivery', 'after-sales')),
  add column relationship_type text
    check (relationship_type in ('vendor', 'preferred-supplier', 'partner', 'strategic-alliance')),
  add column key_account       boolean not null default false,
  add column preferred_channel text,
  add column tags              text[] not null default '{}',
  add column custom            jsonb not null default '{}',
  add column completeness      smallint not null default 0 check (completeness between 0 and 100),
  add column verified_at       timestamptz,
  add column verified_by       bigint references app_user,
  add column reviewed_at       timestamptz,
  add column reviewed_by       bigint references app_user,
  add column owned_since       timestamptz not null default now(),
  -- In the public pool since; then it has no owner.
  add column pooled_at         timestamptz,
  add column pool_reason       text,
  add column former_owner_id   bigint references app_user,
  -- Newest of each kind on the timeline; contact is mail that we sent, or an activity that was done.
  add column last_entry_at     timestamptz,
  add column last_inbound_at   timestamptz,
  add column last_outbound_at  timestamptz,
  add column last_contact_at   timestamptz,
  -- Merged: the record lives on in another one.
  add column merged_into_id    bigint references customer,
  add constraint customer_pool_has_no_owner check (pooled_at is null or owner_id is null);
create index customer_merged_into on customer (merged_into_id) where merged_into_id is not null;

-- Who works on a customer beside its owner.
create table customer_collaborator (
  user_id     bigint not null references app_user,
  customer_id bigint not null references customer on delete cascade,
  can_edit    boolean not null default false,
  added_by    bigint references app_user,
  added_at    timestamptz not null default now(),
  primary key (user_id, customer_id)
);
create index customer_collaborator_customer on customer_collaborator (customer_id);

-- What changed of grade, stage, owner, relationship and key account: who, when, why.
create table customer_change (
  id          bigint generated always as identity primary key,
  customer_id bigint not null references customer,
  field       text not null check (field in ('grade', 'stage', 'owner', 'relationship', 'key-account', 'pool')),
  old_value   text,
  new_value   text,
  reason      text,
  actor_id    bigint references app_user,
  at          timestamptz not null default now()
);
create index customer_change_page on customer_change (customer_id, at desc, id desc);

alter table contact
  add column local_name         text,
  add column department         text,
  add column is_main            boolean not null default false,
  add column birthday           date,
  add column family             text,
  add column hobbies            text,
  add column note               text,
  add column relationship_level smallint check (relationship_level between 1 and 5),
  add column preferred_channel  text,
  -- No longer valid: kept with its history, matched no more.
  add column invalid_at         timestamptz,
  add column invalid_reason     text;

alter table contact_address
  add column invalid_at timestamptz,
  add column position   int not null default 0;

-- Numbers and social ids of a contact. `normal` is what is compared: digits with the country's prefix, or lower case.
create table contact_channel (
  id          bigint generated always as identity primary key,
  contact_id  bigint not null references contact on delete cascade,
  customer_id bigint not null references customer on delete cascade,
  kind        text not null check (kind in ('phone', 'mobile', 'fax', 'whatsapp', 'wechat', 'line', 'telegram', 'viber',
    'skype', 'linkedin', 'facebook', 'instagram', 'x', 'qq', 'other')),
  value       text not null check (length(value) between 1 and 200),
  normal      text not null,
  position    int not null default 0,
  invalid_at  timestamptz,
  created_at  timestamptz not null default now()
);
create index contact_channel_contact on contact_channel (contact_id);
create index contact_channel_customer on contact_channel (customer_id);
create index contact_channel_normal on contact_channel (normal);
insert into contact_channel (contact_id, customer_id, kind, value, normal)
select id, customer_id, 'phone', left(trim(phone), 200), regexp_replace(phone, '[^0-9]', '', 'g')
from contact where trim(phone) <> '';
alter table contact drop column phone;

create table competitor (
  id          bigint generated always as identity primary key,
  name        text not null check (length(name) between 1 and 300),
  aliases     text[] not null default '{}',
  -- Countries (ISO 3166-1 alpha-2) where it is met.
  countries   text[] not null default '{}',
  products    text,
  strengths   text,
  weaknesses  text,
  strategy    text,
  note        text,
  created_by  bigint references app_user,
  created_at  timestamptz not null default now(),
  archived_at timestamptz
);
create unique index competitor_name on competitor (lower(name));
create index competitor_countries on competitor using gin (countries);

-- ---------------------------------------------------------------- activities and files

-- A file that a person gave us; its octets are a blob like a mail's.
create table stored_file (
  id           bigint generated always as identity primary key,
  blob_id      bigint not null references blob,
  file_name    text not null check (length(file_name) between 1 and 255),
  content_type text not null,
  size         bigint not null,
  uploaded_by  bigint references app_user,
  created_at   timestamptz not null default now()
);

-- A contact that is no archived mail: planned, then done (or cancelled).
create table activity (
  id          bigint generated always as identity primary key,
  customer_id bigint not null references customer,
  kind        text not null check (kind in ('call', 'fax', 'meeting', 'visit', 'trade-fair', 'chat', 'note')),
  -- For a chat its app; for a note what it is about (`market-problem`).
  channel     text,
  direction   text check (direction in ('inbound', 'outbound')),
  state       text not null check (state in ('planned', 'done', 'cancelled')),
  planned_at  timestamptz,
  done_at     timestamptz,
  place       text,
  way         text,
  contact_id  bigint references contact on delete set null,
  person      text,
  content     text,
  result      text,
  next_date   date,
  assignee_id bigint references app_user,
  -- The mail that made it: a contact record card.
  message_id  bigint references message,
  created_by  bigint references app_user,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  check ((state = 'done') = (done_at is not null)),
  check (state <> 'planned' or planned_at is not null)
);
create index activity_customer on activity (customer_id, id desc);
create index activity_planned on activity (assignee_id, planned_at) where state = 'planned';
create index activity_market_problem on activity (done_at desc, id desc) where kind = 'note' and channel = 'market-problem';

create table activity_file (
  activity_id bigint not null references activity on delete cascade,
  file_id     bigint not null references stored_file,
  primary key (activity_id, file_id)
);

-- mail: a message. activity: an activity. event: something that happened to the record, told by `event` and `detail`.
alter table timeline_entry
  drop constraint timeline_entry_kind_check,
  add column activity_id bigint references activity on delete cascade,
  add column event text,
  add column detail jsonb,
  add constraint timeline_entry_kind_check check (
    (kind = 'mail' and message_id is not null)
    or (kind = 'activity' and activity_id is not null)
    or (kind = 'event' and event is not null));
create unique index timeline_entry_activity on timeline_entry (activity_id) where activity_id is not null;

-- ---------------------------------------------------------------- telling people

-- In the product: once per person, kind and key.
create table notice (
  id          bigint generated always as identity primary key,
  user_id     bigint not null references app_user,
  kind        text not null,
  dedupe_key  text not null,
  customer_id bigint references customer,
  subject_kind text,
  subject_id  bigint,
  detail      jsonb not null default '{}',
  created_at  timestamptz not null default now(),
  read_at     timestamptz,
  unique (user_id, kind, dedupe_key)
);
create index notice_page on notice (user_id, id desc);
create index notice_unread on notice (user_id) where read_at is null;

-- Mail that the product itself sends: once per recipient, kind and period (I8). The Message-ID is made with the row,
-- so that a second attempt after a crash is the same mail.
create table outbox_mail (
  id              bigint generated always as identity primary key,
  recipient_id    bigint references app_user,
  to_address      text not null,
  kind            text not null,
  period          text not null,
  rfc_message_id  text not null unique,
  in_reply_to     text,
  subject         text not null,
  body_text       text not null,
  body_html       text,
  state           text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed')),
  attempts        int not null default 0,
  next_attempt_at timestamptz not null default now(),
  lease_until     timestamptz,
  error_detail    text,
  created_at      timestamptz not null default now(),
  sent_at         timestamptz,
  unique (to_address, kind, period)
);
create index outbox_mail_due on outbox_mail (next_attempt_at) where state in ('queued', 'sending');
