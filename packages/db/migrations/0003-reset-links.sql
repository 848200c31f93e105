-- A one-time link may also give a user who is there a new password.
alter table invitation
  drop constraint invitation_kind_check,
  add constraint invitation_kind_check check (kind in ('first-admin', 'invite', 'reset'));
