/** Arrays in Postgres's own octets arrive as what they were. */
import { connect } from '@tradepost/db';
import { textArray, vectorArray } from '@tradepost/db/binary-array';
import { indexText, stampWeek, termsOf } from '@tradepost/mail/words';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { startCompany } from '../helpers/company.ts';

async function open() {
  const company = await startCompany();
  onTestFinished(() => company.stop());
  const db = connect({ url: company.config.databaseUrl, applicationName: 'test', max: 1 });
  onTestFinished(() => db.destroy());
  return db;
}

it('texts, whatever is in them', async () => {
  const db = await open();
  const texts = [
    '',
    'a',
    '"quoted", {in braces} and \\',
    'NULL',
    'Grüße\r\n你好 😀',
    '\u0001',
    'x'.repeat(100_000),
  ];
  const arrived = async (sent: readonly string[]) =>
    (await sql<{ texts: string[] }>`select ${textArray(sent)}::text[] as texts`.execute(db)).rows[0]?.texts;
  expect(await arrived(texts)).toEqual(texts);
  expect(await arrived([])).toEqual([]);
  expect(await arrived(['half a sign: \ud83d'])).toEqual(['half a sign: \ufffd']);
  await expect(arrived(['a\0b'])).rejects.toMatchObject({ code: '22021' });
});

it('vectors, term by term', async () => {
  const db = await open();
  const vectors = ['', 'Two pallets of flanges', '不锈钢法兰'].map((text) => indexText({ text }).vector);
  for (const vector of vectors) stampWeek(vector, 2_900);
  const { rows } = await sql<{ octets: Buffer }>`
    select tsvectorsend(vector) as octets from unnest(${vectorArray(vectors)}::tsvector[]) vector`.execute(
    db,
  );
  expect(rows.map(({ octets }) => termsOf(octets))).toEqual(vectors.map(termsOf));
  expect(rows.flatMap(({ octets }) => termsOf(octets)).length).toBeGreaterThan(6);
  expect((await sql`select ${vectorArray([])}::tsvector[] as none`.execute(db)).rows).toEqual([
    { none: '{}' },
  ]);
});
