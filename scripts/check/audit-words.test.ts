/** Whatever the product writes into the audit log has a sentence on its page. */
import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { auditAction } from '../../apps/web/src/i18n/en/audit-action.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** From `action:` to the end of its value; a choice of two stands on one line or on a few. */
const ACTION = /\baction: ([^,\n]*(?:\n\s*[?:][^,\n]*)*)/g;
const NAME = /'([a-z][a-z-]*\.[a-z][a-z-]*)'/g;

it('every action of the audit log has a sentence', async () => {
  const written = new Set<string>();
  for await (const file of glob('{packages/core,apps/api}/src/**/*.ts', {
    cwd: ROOT,
    exclude: (name) => name.includes('node_modules'),
  }))
    for (const [, value = ''] of (await readFile(path.join(ROOT, file), 'utf8')).matchAll(ACTION))
      for (const [, name] of value.matchAll(NAME)) written.add(name as string);
  expect(written.size).toBeGreaterThan(80);
  expect([...written].filter((name) => !Object.hasOwn(auditAction, name))).toEqual([]);
});
