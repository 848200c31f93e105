-- How people sign in: a second factor, another company's word (OpenID Connect), sessions that can be told apart,
-- tokens that may do only one thing.

-- ---------------------------------------------------------------- sessions and tokens

-- The hash stays the key; the id is what a page may name.
alter table session
  add column id  bigint generated always as identity,
  add column via text not null default 'password' check (via in ('password', 'link', 'openid'));
create unique index session_id on session (id);

-- `read`, `write`, or an area and what may be done there: `customers:read`.
alter table api_token add column scopes text[] not null default '{}';
update api_token set scopes = array[scope];
alter table api_token
  drop column scope,
  alter column scopes drop default,
  add constraint api_token_scopes_check check (cardinality(scopes) between 1 and 20);

-- The department that the invited person joins. It is not deleted while a link is open.
alter table invitation add column department_id bigint references department on delete cascade;
create index invitation_department on invitation (department_id) where department_id is not null;
create index invitation_email on invitation (email) where used_at is null;

-- ---------------------------------------------------------------- second factor

-- RFC 6238. The secret is sealed.
create table totp (
  user_id       bigint primary key references app_user,
  secret_key_id text not null,
  secret        bytea not null,
  created_at    timestamptz not null default now(),
  -- Null: offered, and no code of it was seen yet; it is asked for from then on.
  confirmed_at  timestamptz,
  -- Number of the newest time step whose code was taken: each code works once.
  last_step     bigint
);

create table recovery_code (
  code_hash  bytea primary key,
  user_id    bigint not null references app_user,
  created_at timestamptz not null default now(),
  used_at    timestamptz
);
create index recovery_code_user on recovery_code (user_id);

-- The first factor was right, the second is awaited.
create table sign_in_step (
  token_hash bytea primary key,
  user_id    bigint not null references app_user,
  via        text not null check (via in ('password', 'link', 'openid')),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

-- ---------------------------------------------------------------- OpenID Connect

-- At most one provider.
create table openid_provider (
  only_one       boolean primary key default true check (only_one),
  enabled        boolean not null,
  issuer         text not null,
  client_id      text not null,
  secret_key_id  text,
  secret         bytea,
  button_label   text not null,
  -- Who comes with a confirmed address of one of these and is not known becomes a user; none: nobody does.
  create_domains text[] not null default '{}',
  create_role    text not null default 'reader' check (create_role in ('salesperson', 'merchandiser', 'reader')),
  updated_at     timestamptz not null default now(),
  check ((secret is null) = (secret_key_id is null))
);

-- Whom the provider means by its subject. Addresses change hands, subjects do not (OpenID Connect Core 5.7).
create table openid_identity (
  issuer       text not null,
  subject      text not null,
  user_id      bigint not null references app_user,
  created_at   timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  primary key (issuer, subject),
  unique (user_id, issuer)
);

-- On the way to the provider and back; taken once.
create table openid_attempt (
  token_hash    bytea primary key,
  state         text not null,
  nonce         text not null,
  code_verifier text not null,
  next_path     text not null,
  -- Somebody who is signed in and joins the provider's account to his own.
  user_id       bigint references app_user,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz not null
);
