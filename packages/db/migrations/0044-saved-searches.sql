-- Searches that are kept under a name: the words of the query, never what they found.

create table saved_search (
  id         bigint generated always as identity primary key,
  user_id    bigint not null references app_user,
  name       text not null check (length(name) between 1 and 100),
  query      text not null check (length(query) between 1 and 1000),
  sort       text not null check (sort in ('newest', 'relevance')),
  grouping   text not null check (grouping in ('none', 'thread', 'customer')),
  -- With everybody; each finds by it what he may see.
  shared     boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index saved_search_name on saved_search (user_id, lower(name));
create index saved_search_shared on saved_search (id) where shared;
