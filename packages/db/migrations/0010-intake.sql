-- Imports of customers, a fair's cards as a batch, inquiries that platforms relay.

-- ---------------------------------------------------------------- imports

-- One uploaded file. It is read once, at the upload, into import_row; what follows works on the rows.
create table import_run (
  id           bigint generated always as identity primary key,
  file_name    text not null check (length(file_name) between 1 and 255),
  format       text not null check (format in ('csv', 'xlsx', 'vcard')),
  -- Of a text file: how its octets and columns were read.
  encoding     text,
  delimiter    text,
  -- The headings, in the order of the cells of a row.
  headings     text[] not null,
  -- SHA-256 of the headings: the same list again gets the same mapping.
  headings_key bytea not null,
  row_count    int not null,
  -- For each column the field that it goes into, or null.
  mapping      text[] not null,
  on_duplicate text not null default 'skip' check (on_duplicate in ('skip', 'fill', 'add-contact')),
  batch_id     bigint references batch,
  source       text check (length(source) <= 200),
  owner_id     bigint references app_user,
  state        text not null default 'open'
    check (state in ('open', 'checking', 'checked', 'importing', 'done', 'failed')),
  -- Why it failed, as a sentence.
  error        text,
  job_id       bigint,
  created_by   bigint references app_user,
  created_at   timestamptz not null default now(),
  finished_at  timestamptz
);
create index import_run_page on import_run (created_by, id desc);
create index import_run_batch on import_run (batch_id) where batch_id is not null;

create table import_row (
  run_id      bigint not null references import_run on delete cascade,
  -- Line of a CSV file, row of a sheet, number of a card.
  line        int not null,
  cells       jsonb not null,
  -- What the dry run says would happen, then what did.
  planned     text check (planned in ('created', 'filled', 'contact-added', 'duplicate', 'invalid')),
  outcome     text check (outcome in ('created', 'filled', 'contact-added', 'duplicate', 'invalid')),
  name        text,
  fault       jsonb,
  customer_id bigint references customer,
  primary key (run_id, line)
);
create index import_row_customer on import_row (customer_id) where customer_id is not null;

-- What one line has that another one of the same file may have too: its addresses, domains or name.
create table import_key (
  run_id bigint not null references import_run on delete cascade,
  key    text not null,
  line   int not null,
  primary key (run_id, key)
);

-- The mapping that was used last for these headings.
create table import_mapping (
  headings_key bytea primary key,
  mapping      text[] not null,
  updated_by   bigint references app_user,
  updated_at   timestamptz not null default now()
);

create index customer_batch on customer (batch_id, id) where batch_id is not null;

-- When the customer was entered into its batch: what was written and said before it is no use of the batch.
alter table customer add column batch_at timestamptz;
create function set_batch_at() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' or new.batch_id is distinct from old.batch_id then
    new.batch_at := case when new.batch_id is null then null else now() end;
  end if;
  return new;
end $$;
create trigger customer_batch_at before insert or update of batch_id on customer
  for each row execute function set_batch_at();

-- ---------------------------------------------------------------- platform inquiries

create table inquiry (
  id            bigint generated always as identity primary key,
  message_id    bigint not null unique references message on delete cascade,
  platform      text not null,
  -- waiting: to be read by the product. queued: by a person. past: came with the backfill of old mail, left alone.
  state         text not null default 'waiting' check (state in ('waiting', 'queued', 'past', 'filed', 'dismissed')),
  -- The (label, value) pairs and the marks that the parser found.
  signals       jsonb not null,
  confidence    real not null default 0 check (confidence between 0 and 1),
  -- What the receiving server said of the sender.
  sender        text not null default 'unverified' check (sender in ('verified', 'unverified', 'forged', 'lookalike')),
  buyer_name    text,
  company       text,
  country       text check (country ~ '^[A-Z]{2}$'),
  email         text,
  phone         text,
  website       text,
  business_type text,
  product       text,
  quantity      text,
  -- Where a reply goes: the platform hands it on. No address of the buyer, and never compared as one.
  relay_address text,
  received_at   timestamptz not null,
  customer_id   bigint references customer,
  made_customer boolean not null default false,
  -- Why a person is to look at it.
  doubt         text check (doubt in ('low-confidence', 'forged', 'lookalike', 'seen-elsewhere', 'no-buyer')),
  decided_by    bigint references app_user,
  decided_at    timestamptz,
  reason        text,
  created_at    timestamptz not null default now()
);
create index inquiry_page on inquiry (state, received_at desc, id desc);
create index inquiry_customer on inquiry (customer_id, received_at desc) where customer_id is not null;
create index inquiry_relay on inquiry (relay_address) where relay_address is not null and customer_id is not null;

-- Labels that people taught by completing an inquiry.
create table inquiry_label (
  label      text primary key check (label = lower(label) and length(label) between 1 and 60),
  field      text not null,
  created_by bigint references app_user,
  created_at timestamptz not null default now()
);
