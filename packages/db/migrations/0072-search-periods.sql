-- The terms of the index begin with a period of time (docs/decisions/0040): a week, or several where the archive has few mails
-- a week. Periods from some week on are as wide as its row says; each is known by its first week. What is in the index by
-- weeks stays so (docs/decisions/0048).
create table search_span (
  from_week int primary key check (from_week >= 0),
  weeks int not null check (weeks > 0)
);
insert into search_span (from_week, weeks)
select 0, case when exists (select from search_week) then 1 else 4 end;

-- The first week of its period, in weeks since 1970. Not strict: such a function is called, not put in its place.
create or replace function search_week(at timestamptz) returns int language sql stable parallel safe
return (
  select s.from_week + (w.week - s.from_week) / s.weeks * s.weeks
  from (select greatest(0, floor(extract(epoch from at) / 604800))::int as week) w
  join search_span s on s.from_week <= w.week
  order by s.from_week desc limit 1);
