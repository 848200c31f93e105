/** Hostile and enormous files: refused with a sentence, in bounded memory, with nothing half-written. */
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { takeUpload } from '@tradepost/core/intake/upload';
import { connect, type DB } from '@tradepost/db';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../helpers/postgres.ts';
import { makeBomb, makeXlsx, writeLargeFile } from './xlsx-file.ts';

const MB = 1024 * 1024;
let database: TestDatabase;
/** Its server waits no second for the next statement of a transaction: a file may take longer to look at. */
let impatient: Kysely<DB>;
let dir: string;
beforeAll(async () => {
  database = await createTestDatabase();
  impatient = connect({ url: database.url, applicationName: 'test', max: 1 });
  await sql`set idle_in_transaction_session_timeout = '1s'`.execute(impatient);
  dir = await mkdtemp(join(tmpdir(), 'tradepost-bounds-'));
  // Its own, so that files of other tests are not seen.
  process.env['TMPDIR'] = dir;
});
afterAll(async () => {
  await impatient?.destroy();
  await database.drop();
  await rm(dir, { recursive: true, force: true });
});

/** Takes the file, and looks at the memory meanwhile. @returns the refusal's code, and how much memory grew. */
async function take(octets: Readable) {
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  });
  const started = process.cpuUsage();
  const code = await takeUpload(impatient, null, 'list.xlsx', octets).then(
    () => 'taken',
    (error: { code?: string }) => error.code ?? 'no code',
  );
  clearInterval(watch);
  return {
    code,
    grown: (Math.max(most, process.memoryUsage().rss) - before) / MB,
    /** Of the processor. */
    seconds: process.cpuUsage(started).user / 1_000_000,
  };
}

async function nothingIsLeft() {
  const runs = await database.db.selectFrom('import_run').select('id').execute();
  const rows = await database.db.selectFrom('import_row').select('line').limit(1).execute();
  const files = (await readdir(tmpdir())).filter((name) => name.startsWith('tradepost-import-'));
  expect({ runs, rows, files }).toEqual({ runs: [], rows: [], files: [] });
}

it('a file of 200 MB is refused as soon as it is too large, whatever it is', async () => {
  const path = join(dir, 'large.xlsx');
  await writeLargeFile(path, 200 * MB);
  const { code, grown } = await take(createReadStream(path));
  expect(code).toBe('too-large');
  expect(grown).toBeLessThan(100);
  await nothingIsLeft();
});

const ROW = '<row><c t="inlineStr"><is><t>Nut</t></is></c></row>';
it.each<[string, () => Buffer]>([
  ['a million rows', () => makeBomb(ROW, 1_000_000)],
  [
    'one cell of 200 MB',
    () => makeBomb(`<row><c t="inlineStr"><is><t>${'a'.repeat(200 * MB)}</t></is></c></row>`, 1),
  ],
  ['500 MB of nothing', () => makeBomb(' '.repeat(MB), 500)],
  ['elements that never close', () => makeBomb('<a>', 1_000_000)],
  ['a million cells in one row', () => makeBomb('<row><c><v>1</v></c>', 1_000_000)],
  [
    '200 MB of shared strings',
    () => makeBomb(`<si><t>${'a'.repeat(1000)}</t></si>`, 200_000, 'xl/sharedStrings.xml'),
  ],
])('a small workbook that unpacks to %s is refused in bounded memory and time', async (_, make) => {
  const file = make();
  expect(file.length).toBeLessThan(8 * MB);
  const { code, grown, seconds } = await take(Readable.from([file]));
  expect(code).toMatch(/^(?:too-large|invalid-request)$/);
  expect(grown).toBeLessThan(300);
  expect(seconds).toBeLessThan(40);
  await nothingIsLeft();
});

it('a workbook cut off anywhere, or with octets changed, is refused or read, and leaves nothing half-written', async () => {
  const whole = makeXlsx([['name', 'country'], ...Array.from({ length: 30 }, (_, i) => [`Nut ${i}`, 'DE'])]);
  let state = 11;
  const random = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % below;
  };
  for (let round = 0; round < 60; round++) {
    const octets = Buffer.from(whole.subarray(0, round % 2 === 0 ? random(whole.length) : whole.length));
    for (let i = 0; i < 3 && octets.length > 0; i++) octets[random(octets.length)] = random(256);
    const { code } = await take(Readable.from([octets]));
    expect(code).toMatch(/^(?:taken|too-large|invalid-request)$/);
  }
  await database.db.deleteFrom('import_run').execute();
  await nothingIsLeft();
});
