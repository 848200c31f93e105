-- A country's weekend has its history beside that of its days, so that its calendar can be shown as it stood.

alter table holiday_change
  alter column day drop not null,
  add column weekend_before smallint[],
  add column weekend_after smallint[],
  add constraint holiday_change_about check ((day is null) = (weekend_after is not null));
comment on column holiday_change.weekend_before is 'Of a change of the weekend, which has no day; null: the country had none.';
create index holiday_change_weekend on holiday_change (country, id) where day is null;
