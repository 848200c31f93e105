-- For a Postgres of your own (DATABASE_URL): makes the audit log append-only by rights of the database.
-- Run it as a superuser, connected to Tradepost's database, with Tradepost stopped and after its tables are there:
--
--   psql --set role=tradepost --file docs/audit-rights.sql "postgres://postgres@your-server/tradepost"
--
-- Before an update of Tradepost whose notes ask for it, lend the log's role for the time of the migration:
--   grant tradepost_audit to tradepost;      -- and after it run this file again
\set ON_ERROR_STOP on
begin;
select format('create role tradepost_audit nologin')
where not exists (select from pg_roles where rolname = 'tradepost_audit') \gexec
-- Who owns a database, or a schema, may drop what lies in it.
select format('alter database %I owner to %I', current_database(), current_user) \gexec
select format('grant create, connect, temporary on database %I to %I', current_database(), :'role') \gexec
select format('alter schema public owner to pg_database_owner') \gexec
select format('grant create, usage on schema public to %I', :'role') \gexec
alter table public.audit_log owner to tradepost_audit;
alter function public.refuse_audit_change() owner to tradepost_audit;
alter function public.refuse_audit_fork() owner to tradepost_audit;
select format('revoke all on public.audit_log from public, %I', :'role') \gexec
select format('grant select, insert on public.audit_log to %I', :'role') \gexec
select format('revoke tradepost_audit from %I', :'role') \gexec
commit;
