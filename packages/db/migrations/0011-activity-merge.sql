-- Problems of a customer's market, every file ever exchanged in one list, and merging what can be undone.

-- ---------------------------------------------------------------- activities

-- What a note of the kind `market-problem` says, in fields, so that it can be listed by country.
create table market_problem (
  activity_id bigint primary key references activity on delete cascade,
  -- ISO 3166-1 alpha-2; the customer's, unless said otherwise.
  country     text check (country ~ '^[A-Z]{2}$'),
  region      text,
  product     text,
  difficulty  text not null check (difficulty in ('price', 'quality', 'delivery', 'demand', 'competition', 'regulation',
    'payment', 'channel', 'service', 'other')),
  severity    smallint not null check (severity between 1 and 3),
  competitor  text,
  -- When it was noted: the activity's done_at.
  noted_at    timestamptz not null
);
create index market_problem_country on market_problem (country, noted_at desc, activity_id desc);
create index market_problem_page on market_problem (noted_at desc, activity_id desc);
-- Served by market_problem_page since the list reads the fields as well.
drop index activity_market_problem;

create index activity_plan on activity (planned_at, id) where state = 'planned';
create index activity_customer_plan on activity (customer_id, planned_at, id) where state = 'planned';
create index activity_contact on activity (contact_id) where contact_id is not null;

-- Few entries are no mail: a page of them alone must not walk over all the mail.
create index timeline_entry_other on timeline_entry (customer_id, occurred_at desc, id desc) include (kind, direction)
  where kind <> 'mail';

-- ---------------------------------------------------------------- every file exchanged with a customer

-- One row per file on a customer's timeline (pictures inside a text left out) or of an activity. It is kept by the
-- triggers below, whichever way a mail comes onto a timeline or leaves it, so that a list of files by name, type or
-- date reads an index of the files alone and never the mail.
create table customer_file (
  id           bigint generated always as identity primary key,
  customer_id  bigint not null references customer,
  at           timestamptz not null,
  direction    text,
  file_name    text,
  content_type text not null,
  size         bigint not null,
  sha256       bytea,
  entry_id     bigint references timeline_entry on delete cascade,
  message_id   bigint,
  part_path    text,
  activity_id  bigint,
  file_id      bigint,
  foreign key (activity_id, file_id) references activity_file on delete cascade,
  check ((entry_id is null) = (part_path is null) and (entry_id is null) = (message_id is null)),
  check ((activity_id is null) = (file_id is null) and (activity_id is null) <> (entry_id is null))
);
create unique index customer_file_part on customer_file (entry_id, part_path) where entry_id is not null;
create unique index customer_file_activity on customer_file (activity_id, file_id) where activity_id is not null;
create index customer_file_page on customer_file (customer_id, at desc, id desc);
create index customer_file_same on customer_file (customer_id, sha256) where sha256 is not null;

create function list_entry_files() returns trigger language plpgsql as $$
begin
  insert into customer_file (customer_id, at, direction, file_name, content_type, size, sha256, entry_id, message_id, part_path)
  select e.customer_id, e.occurred_at, e.direction, a.file_name, a.content_type, a.size, a.sha256, e.id, e.message_id, a.part_path
  from new_rows e join attachment a on a.message_id = e.message_id
  where e.message_id is not null and not a.inline
  on conflict do nothing;
  return null;
end $$;
create trigger timeline_entry_files after insert on timeline_entry
  referencing new table as new_rows for each statement execute function list_entry_files();

-- A mail that was parsed anew has other attachments.
create function list_attachment_files() returns trigger language plpgsql as $$
begin
  insert into customer_file (customer_id, at, direction, file_name, content_type, size, sha256, entry_id, message_id, part_path)
  select e.customer_id, e.occurred_at, e.direction, a.file_name, a.content_type, a.size, a.sha256, e.id, e.message_id, a.part_path
  from new_rows a join timeline_entry e on e.message_id = a.message_id
  where not a.inline
  on conflict do nothing;
  return null;
end $$;
create trigger attachment_files after insert on attachment
  referencing new table as new_rows for each statement execute function list_attachment_files();

create function drop_attachment_files() returns trigger language plpgsql as $$
begin
  delete from customer_file f using old_rows a, timeline_entry e
  where e.message_id = a.message_id and f.entry_id = e.id and f.part_path = a.part_path;
  return null;
end $$;
create trigger attachment_files_gone after delete on attachment
  referencing old table as old_rows for each statement execute function drop_attachment_files();

create function move_entry_files() returns trigger language plpgsql as $$
begin
  update customer_file f set customer_id = e.customer_id, at = e.occurred_at, direction = e.direction
  from new_rows e join old_rows o on o.id = e.id
  where f.entry_id = e.id
    and (e.customer_id, e.occurred_at, e.direction) is distinct from (o.customer_id, o.occurred_at, o.direction);
  return null;
end $$;
create trigger timeline_entry_files_moved after update on timeline_entry
  referencing old table as old_rows new table as new_rows for each statement execute function move_entry_files();

create function list_activity_files() returns trigger language plpgsql as $$
begin
  insert into customer_file (customer_id, at, direction, file_name, content_type, size, sha256, activity_id, file_id)
  select x.customer_id, s.created_at, x.direction, s.file_name, s.content_type, s.size, b.sha256, x.id, s.id
  from new_rows n join activity x on x.id = n.activity_id join stored_file s on s.id = n.file_id
  join blob b on b.id = s.blob_id
  on conflict do nothing;
  return null;
end $$;
create trigger activity_file_listed after insert on activity_file
  referencing new table as new_rows for each statement execute function list_activity_files();

create function move_activity_files() returns trigger language plpgsql as $$
begin
  update customer_file f set customer_id = x.customer_id, direction = x.direction
  from new_rows x join old_rows o on o.id = x.id
  where f.activity_id = x.id and (x.customer_id, x.direction) is distinct from (o.customer_id, o.direction);
  return null;
end $$;
create trigger activity_files_moved after update on activity
  referencing old table as old_rows new table as new_rows for each statement execute function move_activity_files();

insert into customer_file (customer_id, at, direction, file_name, content_type, size, sha256, entry_id, message_id, part_path)
select e.customer_id, e.occurred_at, e.direction, a.file_name, a.content_type, a.size, a.sha256, e.id, e.message_id, a.part_path
from timeline_entry e join attachment a on a.message_id = e.message_id
where not a.inline;

-- ---------------------------------------------------------------- merging

-- What goes over with a customer is found by index.
create index filing_undone_customer on filing (customer_id) where undone_at is not null;
create index notice_customer on notice (customer_id) where customer_id is not null;

-- The contact lives on in another one of the same customer.
alter table contact add column merged_into_id bigint references contact on delete set null;
create index contact_merged_into on contact (merged_into_id) where merged_into_id is not null;

create table merge (
  id                 bigint generated always as identity primary key,
  kind               text not null check (kind in ('customer', 'contact')),
  -- What lives on; with a contact its customer.
  customer_id        bigint not null references customer,
  source_customer_id bigint references customer,
  contact_id         bigint references contact on delete set null,
  source_contact_id  bigint references contact on delete set null,
  -- The fields of what lives on that the merge changed: {field: {from, to}}, as they are in the table.
  fields             jsonb not null default '{}',
  -- joining: rows are still on their way over; undoing: on their way back.
  state              text not null check (state in ('joining', 'joined', 'undoing', 'undone')),
  job_id             bigint,
  merged_by          bigint references app_user,
  merged_at          timestamptz not null default now(),
  undone_by          bigint references app_user,
  undone_at          timestamptz,
  check ((kind = 'customer') = (source_customer_id is not null)),
  check (customer_id <> source_customer_id)
);
create index merge_customer on merge (customer_id, id desc);
create index merge_source_customer on merge (source_customer_id) where source_customer_id is not null;
create index merge_contact on merge (contact_id) where contact_id is not null;
create index merge_source_contact on merge (source_contact_id) where source_contact_id is not null;
create index merge_old on merge (merged_at);

-- Which rows went over, by the reference that was changed: what an undo brings back. Kept as long as an undo may come.
create table merge_move (
  id        bigint generated always as identity primary key,
  merge_id  bigint not null references merge on delete cascade,
  reference text not null,
  -- Of the rows, as text: an id, an address, a domain, a user's id.
  keys      text[] not null
);
create index merge_move_merge on merge_move (merge_id, id desc);

-- Pairs that a person has looked at and found to be two customers. `a_id` is the smaller one.
create table distinct_customers (
  a_id   bigint not null references customer on delete cascade,
  b_id   bigint not null references customer on delete cascade,
  said_by bigint references app_user,
  said_at timestamptz not null default now(),
  primary key (a_id, b_id),
  check (a_id < b_id)
);
create index distinct_customers_b on distinct_customers (b_id);
