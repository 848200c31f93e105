/** The company's settings and own mail domains. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../schema.ts';

/** Their values by their keys; one that nobody has set is missing. */
export type Settings = Readonly<Record<string, unknown>>;

export async function getSetting<T>(db: Kysely<DB>, key: string): Promise<T | null> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst();
  return (row?.value as T | undefined) ?? null;
}

export async function putSetting(db: Kysely<DB>, key: string, value: unknown): Promise<void> {
  const json = JSON.stringify(value);
  await db
    .insertInto('setting')
    .values({ key, value: json })
    .onConflict((oc) => oc.column('key').doUpdateSet({ value: json, updated_at: sql<Date>`now()` }))
    .execute();
}

export async function listCompanyDomains(db: Kysely<DB>): Promise<string[]> {
  return (await db.selectFrom('company_domain').select('domain').orderBy('domain').execute()).map(
    (row) => row.domain,
  );
}

export async function addCompanyDomains(db: Kysely<DB>, domains: readonly string[]): Promise<void> {
  if (domains.length === 0) return;
  await db
    .insertInto('company_domain')
    .values(domains.map((domain) => ({ domain })))
    .onConflict((oc) => oc.doNothing())
    .execute();
}

export async function removeCompanyDomainsBut(db: Kysely<DB>, domains: readonly string[]): Promise<void> {
  await sql`delete from company_domain where domain <> all(${[...domains]}::text[])`.execute(db);
}
