import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { LANGUAGES, permissionsPage } from '../../scripts/permissions/page.ts';

const DOCS = path.resolve(import.meta.dirname, '../../docs');

test.each(LANGUAGES)(
  'docs/$file is what the tables say (else run scripts/dump-permissions.ts)',
  async (language) => {
    expect(permissionsPage(language)).toBe(await readFile(path.join(DOCS, language.file), 'utf8'));
  },
);
