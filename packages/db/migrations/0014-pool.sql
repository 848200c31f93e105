-- The public pool: claims, warnings before a customer is recycled, and rules of assignment.

create table pool_claim (
  id          bigint generated always as identity primary key,
  customer_id bigint not null references customer,
  user_id     bigint not null references app_user,
  state       text not null check (state in ('asked', 'granted', 'refused', 'withdrawn')),
  note        text,
  reason      text,
  asked_at    timestamptz not null default now(),
  decided_at  timestamptz,
  decided_by  bigint references app_user,
  check ((state = 'asked') = (decided_at is null))
);
create unique index pool_claim_open on pool_claim (customer_id, user_id) where state = 'asked';
create index pool_claim_waiting on pool_claim (id desc) where state = 'asked';
create index pool_claim_granted on pool_claim (user_id, decided_at) where state = 'granted';
create index pool_claim_customer on pool_claim (customer_id);

-- A warning is given once for a deadline; a contact moves the deadline, and the warnings begin anew.
create table pool_warning (
  customer_id bigint not null references customer on delete cascade,
  deadline    date not null,
  days_before smallint not null,
  warned_at   timestamptz not null default now(),
  primary key (customer_id, deadline, days_before)
);

-- Who gets what comes in unowned. The first rule that fits decides; within it people take turns.
create table assignment_rule (
  id           bigint generated always as identity primary key,
  position     int not null,
  countries    text[] not null default '{}',
  regions      text[] not null default '{}',
  products     text[] not null default '{}',
  user_ids     bigint[] not null check (cardinality(user_ids) between 1 and 200),
  -- Most customers a person may hold to be given one more; null: no limit.
  most_held    int check (most_held > 0),
  last_user_id bigint references app_user
);
create unique index assignment_rule_position on assignment_rule (position);

create index customer_pool on customer (pooled_at desc, id desc) where pooled_at is not null;
-- The two clocks of recycling: since the last contact, and since it was taken without an order.
create index customer_recycle_contact on customer (greatest(owned_since, last_contact_at))
  where owner_id is not null and archived_at is null and merged_into_id is null;
create index customer_recycle_order on customer (owned_since)
  where owner_id is not null and archived_at is null and merged_into_id is null
    and stage not in ('contract', 'delivery', 'after-sales');
