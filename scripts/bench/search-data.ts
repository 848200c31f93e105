/** The archive of a trading house for the benchmark of searches, written straight into the product's tables. */
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { MOST_IN_PERIOD } from '@tradepost/db/queries/search-span';
import { copyRows } from './copy-in.ts';
import { customerCount, customerOf, LED, SALESPEOPLE, sellerAddress, WEEKS } from './search-mail.ts';
import type { WorkerTask } from './search-worker.ts';

export interface BuildTimes {
  /** Seconds: rows written without the index; the index made of them. */
  readonly rows: number;
  readonly index: number;
}

/** Two processes' worth: one core writes while the other makes the text. */
const WORKERS = 2;
const WIDE_WEEKS = 4;

export async function buildSearchData(
  url: string,
  mails: number,
  progress: (line: string) => void,
): Promise<BuildTimes> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    await client.query('drop index search_doc_tokens');
    // What housekeeping would have done long before there was so much.
    if ((WIDE_WEEKS * mails) / WEEKS > MOST_IN_PERIOD) await client.query('update search_span set weeks = 1');
    await writePeople(client, mails);
    const start = performance.now();
    let done = 0;
    const report = (count: number) => {
      done += count;
      if (done % 20_000 < count) progress(`${done} of ${mails} mails`);
    };
    await Promise.all(
      Array.from({ length: WORKERS }, (_, rest) => work({ url, mails, rest, workers: WORKERS }, report)),
    );
    await client.query('select refresh_customer_text(array(select id from customer))');
    const written = performance.now();
    progress('the index');
    await client.query(`set maintenance_work_mem = '1GB'`);
    await client.query('set max_parallel_maintenance_workers = 2');
    await client.query(
      'create index search_doc_tokens on search_doc using gin (tokens) with (fastupdate = off)',
    );
    const indexed = performance.now();
    progress('statistics');
    await client.query('vacuum analyze');
    return { rows: (written - start) / 1000, index: (indexed - written) / 1000 };
  } finally {
    await client.end();
  }
}

function work(task: WorkerTask, report: (count: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./search-worker.ts', import.meta.url), { workerData: task });
    worker.on('message', report);
    worker.on('error', reject);
    worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
  });
}

/** The owner is 1, the manager 2, salesperson `i` is 10 + i; account and mailbox of each 1 + i. */
async function writePeople(client: pg.Client, mails: number): Promise<void> {
  const each = Array.from({ length: SALESPEOPLE }, (_, i) => i);
  await copyRows(
    client,
    'department',
    ['id', 'name'],
    [
      [1, 'Led'],
      [2, 'Others'],
    ],
  );
  await copyRows(
    client,
    'app_user',
    ['id', 'email', 'name', 'role', 'department_id'],
    [
      [1, 'owner@exporter.example', 'Owner', 'owner', null],
      [2, 'manager@exporter.example', 'Manager', 'manager', 1],
      ...each.map((i) => [10 + i, sellerAddress(i), `Seller ${i}`, 'salesperson', i < LED ? 1 : 2]),
    ],
  );
  await copyRows(
    client,
    'mail_account',
    [
      'id',
      'address',
      'owner_id',
      'imap_host',
      'imap_port',
      'imap_security',
      'imap_user',
      'secret_key_id',
      'secret',
    ],
    each.map((i) => [
      1 + i,
      sellerAddress(i),
      10 + i,
      'imap.example',
      993,
      'tls',
      sellerAddress(i),
      'bench',
      '\\x00',
    ]),
  );
  await copyRows(
    client,
    'mailbox',
    ['id', 'account_id', 'path'],
    each.map((i) => [1 + i, 1 + i, 'INBOX']),
  );
  const customers = Array.from({ length: customerCount(mails) }, (_, i) => i + 1);
  await copyRows(
    client,
    'customer',
    ['id', 'name', 'owner_id', 'country', 'grade', 'next_contact_on'],
    customers.map((id) => {
      const { name, ownerIndex, country, grade } = customerOf(id);
      return [id, name, 10 + ownerIndex, country, grade, '2027-01-01'];
    }),
  );
}
