/**
 * The audit log is append-only by rights of the database: its table belongs to a role that nobody signs in as, and
 * the role that the product works as may read and add, nothing else. The database belongs to the superuser, for who
 * owns it may drop what lies in it.
 */
import pg from 'pg';

/** Owns the audit log; no login. */
const AUDIT_OWNER = 'tradepost_audit';

export interface SealedDatabase {
  /** Superuser's URL, of any database of the cluster. */
  adminUrl: string;
  database: string;
  /** The role that the product works as. */
  role: string;
}

/** Runs the migrations: for their time alone the product's role may change the log's table as well. */
export async function migrateSealed(target: SealedDatabase, migrate: () => Promise<void>): Promise<void> {
  await withAdmin(target, (client) => lendAuditLog(client, target.role));
  try {
    await migrate();
  } finally {
    await withAdmin(target, (client) => sealAuditLog(client, target));
  }
}

/** A kill half-way is mended by the next start. */
async function lendAuditLog(client: pg.Client, role: string): Promise<void> {
  const known = await client.query('select from pg_roles where rolname = $1', [AUDIT_OWNER]);
  if (known.rowCount === 0) await client.query(`create role ${AUDIT_OWNER} nologin`);
  await client.query(`grant ${AUDIT_OWNER} to ${client.escapeIdentifier(role)}`);
}

async function sealAuditLog(client: pg.Client, { database, role }: SealedDatabase): Promise<void> {
  const product = client.escapeIdentifier(role);
  const name = client.escapeIdentifier(database);
  await client.query('begin');
  const tables = await client.query(
    `select from pg_tables where schemaname = 'public' and tablename = 'audit_log'`,
  );
  await client.query(`alter database ${name} owner to current_user`);
  await client.query(`grant create, connect, temporary on database ${name} to ${product}`);
  await client.query(`grant create, usage on schema public to ${product}`);
  // A first migration that failed has left none.
  if (tables.rowCount === 1) {
    await client.query(`alter table public.audit_log owner to ${AUDIT_OWNER}`);
    for (const guard of ['refuse_audit_change', 'refuse_audit_fork'])
      await client.query(`alter function public.${guard}() owner to ${AUDIT_OWNER}`);
    await client.query(`revoke all on public.audit_log from public, ${product}`);
    await client.query(`grant select, insert on public.audit_log to ${product}`);
  }
  await client.query(`revoke ${AUDIT_OWNER} from ${product}`);
  await client.query('commit');
}

async function withAdmin(
  { adminUrl, database }: SealedDatabase,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const url = new URL(adminUrl);
  url.pathname = database;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
