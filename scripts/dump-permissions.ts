/** Writes docs/permissions.md anew, in both languages, from the tables that the test of I9 holds the product to. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LANGUAGES, permissionsPage } from './permissions/page.ts';

const DOCS = path.resolve(import.meta.dirname, '../docs');

for (const language of LANGUAGES) await writeFile(path.join(DOCS, language.file), permissionsPage(language));
