-- Quotations in full, what two people quoted differently, and complaints.

-- ---------------------------------------------------------------- quotations

-- Incoterms 2020 (ICC); the place belongs to the term.
create function is_incoterm(term text) returns boolean language sql immutable parallel safe
return term in ('EXW', 'FCA', 'CPT', 'CIP', 'DAP', 'DPU', 'DDP', 'FAS', 'FOB', 'CFR', 'CIF');

alter table mail_mark
  add column incoterm text check (is_incoterm(incoterm)),
  add column incoterm_place text check (length(incoterm_place) between 1 and 120),
  add column valid_until date,
  -- That the price is for, and the least that is sold (MOQ).
  add column quantity numeric(18, 4) check (quantity > 0),
  add column min_quantity numeric(18, 4) check (min_quantity > 0),
  add column quantity_unit text check (length(quantity_unit) between 1 and 40),
  -- What the same product has in common, however it is written (core/promise/product-key.ts).
  add column product_key text check (length(product_key) between 1 and 200),
  -- The attachment, sheet and row that it was read from; null: the words of the mail.
  add column found_in jsonb,
  add check (kind = 'quotation' or num_nonnulls(incoterm, incoterm_place, valid_until, quantity, min_quantity,
    quantity_unit, product_key, found_in) = 0),
  add check (incoterm_place is null or incoterm is not null);
-- The last price of each product that a customer was quoted.
create index mail_mark_quotes on mail_mark (customer_id, product_key, id desc) where kind = 'quotation';

-- Two people quoted one customer differently for one product, while the older quotation still held.
create table quote_conflict (
  id             bigint generated always as identity primary key,
  customer_id    bigint not null references customer,
  product        text not null check (length(product) between 1 and 200),
  product_key    text not null check (length(product_key) between 1 and 200),
  earlier_id     bigint not null references mail_mark on delete cascade,
  later_id       bigint not null references mail_mark on delete cascade,
  -- Who quoted; the smaller id first, so that the pair is one whoever quoted first.
  a_user_id      bigint not null references app_user,
  b_user_id      bigint not null references app_user,
  -- over: a quotation was withdrawn, so that nothing differs any more.
  state          text not null default 'open' check (state in ('open', 'settled', 'over')),
  note           text check (length(note) between 1 and 1000),
  settled_by     bigint references app_user,
  settled_at     timestamptz,
  opened_at      timestamptz not null default now(),
  check (a_user_id < b_user_id),
  check (earlier_id <> later_id),
  check ((state = 'settled') = (settled_by is not null and settled_at is not null and note is not null))
);
create unique index quote_conflict_once on quote_conflict (customer_id, product_key, a_user_id, b_user_id)
  where state = 'open';
create index quote_conflict_page on quote_conflict (state, id desc);
create index quote_conflict_customer on quote_conflict (customer_id, id desc);
create index quote_conflict_earlier on quote_conflict (earlier_id);
create index quote_conflict_later on quote_conflict (later_id);

-- ---------------------------------------------------------------- complaints

create table complaint (
  id             bigint generated always as identity primary key,
  customer_id    bigint not null references customer,
  -- The mail that complains; null: entered by hand, or the mail is gone.
  message_id     bigint references message on delete set null,
  contact_id     bigint references contact on delete set null,
  sort           text not null check (sort in ('quality', 'quantity', 'delivery', 'packing', 'documents', 'price', 'service', 'other')),
  -- 1 small, 2 hinders business, 3 threatens it.
  severity       smallint not null check (severity between 1 and 3),
  what           text not null check (length(what) between 1 and 5000),
  product        text check (length(product) between 1 and 200),
  order_ref      text check (length(order_ref) between 1 and 100),
  state          text not null default 'opened'
                 check (state in ('opened', 'assigned', 'corrected', 'verified', 'closed', 'withdrawn')),
  -- When the customer complained.
  complained_at  timestamptz not null,
  opened_at      timestamptz not null default now(),
  opened_by      bigint references app_user,
  assignee_id    bigint references app_user,
  -- The corrective action is to be taken by, and all is to be closed by: days in the company's zone.
  action_due_on  date not null,
  close_due_on   date not null,
  -- What was done about it, and why it happened.
  action         text check (length(action) between 1 and 5000),
  cause          text check (length(cause) between 1 and 5000),
  acted_by       bigint references app_user,
  acted_at       timestamptz,
  verification   text check (length(verification) between 1 and 5000),
  verified_by    bigint references app_user,
  verified_at    timestamptz,
  -- The one who acted may verify his own only where he leads.
  verified_by_leader boolean not null default false,
  closed_by      bigint references app_user,
  closed_at      timestamptz,
  -- Of a withdrawn one.
  reason         text check (length(reason) between 1 and 1000),
  check (action_due_on <= close_due_on),
  check (state = 'opened' or state = 'withdrawn' or assignee_id is not null),
  check (state not in ('corrected', 'verified', 'closed')
    or (action is not null and acted_by is not null and acted_at is not null)),
  check (state not in ('verified', 'closed')
    or (verification is not null and verified_by is not null and verified_at is not null
      and (verified_by <> acted_by or verified_by_leader))),
  check ((state in ('closed', 'withdrawn')) = (closed_at is not null and closed_by is not null)),
  check ((state = 'withdrawn') = (reason is not null))
);
create index complaint_open on complaint (customer_id, id) where closed_at is null;
create index complaint_page on complaint (id desc);
create index complaint_waiting on complaint (id desc) where closed_at is null;
create index complaint_customer on complaint (customer_id, id desc);
create index complaint_assignee on complaint (assignee_id, id desc) where closed_at is null;
create index complaint_message on complaint (message_id) where message_id is not null;
create index complaint_contact on complaint (contact_id) where contact_id is not null;
create index complaint_opened on complaint (opened_at);

-- Its log: never changed, only added to.
create table complaint_entry (
  id           bigint generated always as identity primary key,
  complaint_id bigint not null references complaint on delete cascade,
  step         text not null check (step in ('opened', 'changed', 'assigned', 'corrected', 'verified', 'refused', 'closed',
    'reopened', 'withdrawn', 'noted')),
  text         text check (length(text) between 1 and 5000),
  detail       jsonb not null default '{}',
  by_id        bigint references app_user,
  at           timestamptz not null default now()
);
create index complaint_entry_of on complaint_entry (complaint_id, id);
