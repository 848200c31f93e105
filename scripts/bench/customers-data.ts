/** A company's customers and their timelines, made in SQL: the same for the same size. */
import pg from 'pg';
import { CUSTOMER, DUE, ENTRIES, FUNCTIONS, GROUND, PARTS, TEXTS } from './customers-sql.ts';

export interface CustomerData {
  readonly customers: number;
  readonly entriesEach: number;
}

/** Rows of one statement, so that progress shows and memory is bounded. */
const CHUNK = 100_000;
const BIG = [
  'customer',
  'contact',
  'contact_address',
  'contact_channel',
  'customer_domain',
  'customer_collaborator',
  'customer_supplier',
  'customer_text',
  'timeline_entry',
  'message',
  'blob',
  'address',
  'message_address',
];

/** As the superuser: foreign keys and triggers are left out while it loads, and indexes are made at the end. */
export async function buildCustomers(
  adminUrl: string,
  { customers, entriesEach }: CustomerData,
  progress: (line: string) => void,
): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(`set session_replication_role = replica; set maintenance_work_mem = '1GB'; set work_mem = '256MB';
      set synchronous_commit = off; ${FUNCTIONS}`);
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(
      `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
        where i.indrelid::regclass::text = any($1) and not i.indisprimary
          and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)`,
      [BIG],
    );
    for (const { name } of indexes) await client.query(`drop index ${name}`);
    await client.query(GROUND);
    const chunks = async (what: string, text: string) => {
      for (let from = 1; from <= customers; from += CHUNK) {
        const to = Math.min(customers, from + CHUNK - 1);
        await client.query(text, [from, to]);
        progress(`${what}: ${to} of ${customers}`);
      }
    };
    await chunks('customers', CUSTOMER);
    for (const part of PARTS) await chunks(part.split(' ')[2] ?? '', part);
    await chunks('days of the next contact', DUE);
    await chunks('timeline entries of customers', ENTRIES(entriesEach));
    const ofTexts = (definition: string) =>
      definition.includes(' customer_text ') || definition.includes('.customer_text ');
    const index = async (which: typeof indexes) => {
      for (const { name, definition } of which) {
        progress(`index ${name}`);
        await client.query(definition);
      }
    };
    await index(indexes.filter(({ definition }) => !ofTexts(definition)));
    await client.query('analyze');
    await chunks('texts', TEXTS);
    await index(indexes.filter(({ definition }) => ofTexts(definition)));
    progress('statistics');
    await client.query('vacuum analyze');
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}
