/** Each requirement that the documents name has a test that bears its id. */
import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const ID = /^\| (S\d-[A-Z]?\d+) \|/gm;
/** The beginning of a test's name, or of what names its tests: one id, or several. */
const TITLE = /\(\s*['"`]((?:S\d-[A-Z]?\d+[ ,/]*)+)/g;

it('every requirement has a test whose name begins with its id', async () => {
  const table = await readFile(path.join(ROOT, 'docs/requirements.md'), 'utf8');
  const wanted = [...table.matchAll(ID)].map(([, id]) => id as string);
  expect(wanted.length).toBeGreaterThan(30);
  const tested = new Set<string>();
  for await (const file of glob('{tests,packages,apps,scripts}/**/*.test.ts', {
    cwd: ROOT,
    exclude: (name) => name.includes('node_modules'),
  }))
    for (const [, ids = ''] of (await readFile(path.join(ROOT, file), 'utf8')).matchAll(TITLE))
      for (const id of ids.split(/[ ,/]+/)) tested.add(id);
  expect(wanted.filter((id) => !tested.has(id))).toEqual([]);
});
