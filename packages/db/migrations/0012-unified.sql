-- The company's unified mailbox: what was sent there, what it is, what became of it, and what it is about.

-- One row for each account that is, or was, marked.
create table unified_mailbox (
  account_id      bigint primary key references mail_account,
  -- Mail that the server received before is not acted upon.
  since           timestamptz not null default now(),
  -- Servers whose Authentication-Results are believed (RFC 8601 2.5, authserv-id); "*.example.com": any below it.
  authserv_ids    text[] not null default '{}',
  -- Mail of the company's own domains without such a field is believed: the server itself refuses forged mail.
  trusts_unmarked boolean not null default false
);

-- A mail that came to a unified mailbox; once, in however many of its folders or of such mailboxes it lies (I2).
create table unified_item (
  id              bigint generated always as identity primary key,
  message_id      bigint not null unique references message on delete cascade,
  account_id      bigint not null references mail_account,
  -- The copy that came there: the header of another may say anything.
  blob_id         bigint not null references blob,
  occurred_at     timestamptz not null,
  -- waiting: not read yet. unverified: in the name of one of the staff, without proof. unreadable: in quarantine.
  -- failed: the reading itself failed, again and again.
  state           text not null check (state in ('waiting', 'filed', 'refused', 'unverified', 'ignored', 'unreadable', 'failed')),
  kind            text check (kind in ('card-customer', 'card-contact', 'market-information', 'forwarded')),
  -- Why it is in this state, as a code.
  reason          text,
  author_id       bigint references app_user,
  -- Cards in it that were filed.
  customer_cards  int not null default 0,
  contact_cards   int not null default 0,
  -- Of a refused card: [{file, key, code, value}].
  faults          jsonb not null default '[]',
  tags            text[] not null default '{}',
  -- Of market information: what it is searched by.
  terms           text[] not null default '{}',
  attempts        int not null default 0,
  next_attempt_at timestamptz not null default now(),
  lease_until     timestamptz,
  error_detail    text,
  created_at      timestamptz not null default now(),
  processed_at    timestamptz
);
create index unified_item_due on unified_item (next_attempt_at) where state = 'waiting';
create index unified_item_page on unified_item (occurred_at desc, id desc);
create index unified_item_kind on unified_item (kind, occurred_at desc, id desc) where kind is not null;
create index unified_item_problem on unified_item (occurred_at desc, id desc)
  where state in ('refused', 'unverified', 'unreadable', 'failed');
create index unified_item_author on unified_item (author_id, occurred_at desc, id desc) where author_id is not null;
create index unified_item_tags on unified_item using gin (tags) where tags <> '{}';
create index unified_item_terms on unified_item using gin (terms) where terms <> '{}';

-- What an item is about. proposed: a name that may be another's, until a person says so. removed: by a person.
create table unified_link (
  id            bigint generated always as identity primary key,
  item_id       bigint not null references unified_item on delete cascade,
  customer_id   bigint references customer,
  competitor_id bigint references competitor on delete cascade,
  how           text not null check (how in ('card', 'forwarded', 'named', 'by-hand')),
  -- What was found: the name, the address, the domain.
  evidence      text,
  state         text not null check (state in ('linked', 'proposed', 'removed')),
  decided_by    bigint references app_user,
  decided_at    timestamptz,
  created_at    timestamptz not null default now(),
  check ((customer_id is null) <> (competitor_id is null))
);
create unique index unified_link_customer_once on unified_link (item_id, customer_id) where customer_id is not null;
create unique index unified_link_competitor_once on unified_link (item_id, competitor_id) where competitor_id is not null;
create index unified_link_customer on unified_link (customer_id, item_id) where customer_id is not null;
create index unified_link_competitor on unified_link (competitor_id, item_id) where competitor_id is not null;

-- Names as a text names them.
create index customer_name_key on customer (name_key(name)) where archived_at is null and merged_into_id is null;
create index customer_local_name_key on customer (name_key(local_name))
  where local_name is not null and archived_at is null and merged_into_id is null;
create index competitor_name_key on competitor (name_key(name)) where archived_at is null;

-- A contact card's activity, by its mail.
create index activity_message on activity (message_id) where message_id is not null;
