import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import ts from 'typescript';
import { dumpSchema, readColumns } from '../../scripts/schema/catalog.ts';
import { createTestDatabase, type TestDatabase } from '../helpers/postgres.ts';

const DB_PACKAGE = path.resolve(import.meta.dirname, '../../packages/db');

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('schema.sql is what the migrations make (else run scripts/dump-schema.ts)', async () => {
  const committed = await readFile(path.join(DB_PACKAGE, 'schema.sql'), 'utf8');
  expect(await dumpSchema(database.db)).toBe(committed);
});

test('the types of the tables name every column of the database, and which may be null', async () => {
  const real = (await readColumns(database.db)).filter((column) => column.table !== 'schema_migration');
  const typed = await readTypes();
  expect(typed.map(described).sort()).toEqual(real.map(described).sort());
});

test('what an insert may leave out has a default', async () => {
  const optional = (await readTypes()).filter((column) => column.optional).map(described);
  const real = (await readColumns(database.db)).filter((column) => column.optional).map(described);
  expect(optional.filter((column) => !real.includes(column))).toEqual([]);
});

const described = (column: { table: string; name: string; nullable: boolean }) =>
  `${column.table}.${column.name}${column.nullable ? ' null' : ''}`;

interface TypedColumn {
  table: string;
  name: string;
  nullable: boolean;
  optional: boolean;
}

/** From the interfaces that `DB` in schema.ts names or extends. */
async function readTypes(): Promise<TypedColumn[]> {
  const folder = path.join(DB_PACKAGE, 'src/schema');
  const files = [
    path.join(DB_PACKAGE, 'src/schema.ts'),
    ...(await readdir(folder)).map((name) => path.join(folder, name)),
  ];
  const sources = await Promise.all(
    files.map(async (file) =>
      ts.createSourceFile(file, await readFile(file, 'utf8'), ts.ScriptTarget.ESNext, true),
    ),
  );
  const interfaces = new Map(
    sources
      .flatMap((source) => source.statements.filter(ts.isInterfaceDeclaration))
      .map((each) => [each.name.text, each]),
  );
  const members = (name: string): { name: string; type: string }[] => [
    ...(interfaces.get(name)?.heritageClauses ?? []).flatMap((clause) =>
      clause.types.flatMap((base) => members(base.expression.getText())),
    ),
    ...[...(interfaces.get(name)?.members ?? [])].flatMap((member) =>
      ts.isPropertySignature(member)
        ? [{ name: member.name.getText(), type: member.type?.getText() ?? '' }]
        : [],
    ),
  ];
  return members('DB').flatMap((table) =>
    members(table.type).map(({ name, type }) => ({
      table: table.name,
      name,
      nullable: /\bnull\b/.test(type),
      optional: /^(Generated|GeneratedAlways|DefaultJson)<|^DefaultTime$/.test(type),
    })),
  );
}
