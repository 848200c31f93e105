/** Where the parts of a workbook are: by its relations (ECMA-376 part 2, 9.3), whatever a writer names them. */
import { posix } from 'node:path';
import { unreadable } from './limits.ts';
import { readWhole } from './xml-events.ts';
import type { ZipFile } from './zip-file.ts';

const MOST_PART = 8 * 1024 * 1024;
/** Sheets that are looked into for lines, where the first ones have none. */
const MOST_SHEETS = 5;

export interface Workbook {
  /** Paths of the sheets that are not hidden, in their order; of a workbook that hides all of them, all. */
  readonly sheets: readonly string[];
  readonly strings: string;
  readonly styles: string;
  /** Days are counted from 1904, as on an old Macintosh. */
  readonly from1904: boolean;
}

interface Relation {
  /** The last word of its type, which the strict form of the standard writes below another address. */
  readonly kind: string;
  readonly target: string;
}

/** @throws TradepostError 'invalid-request' for what is no workbook. */
export async function readWorkbook(zip: ZipFile): Promise<Workbook> {
  const root = await readRelations(zip, '');
  const main = [...root.values()].find(({ kind }) => kind === 'officedocument')?.target;
  const path = main !== undefined && zip.has(main) ? main : 'xl/workbook.xml';
  const sheets: { id: string; hidden: boolean }[] = [];
  let isWorkbook = false;
  let from1904 = false;
  // A workbook of the binary form, and a text document, have a main part too.
  if (zip.has(path) && !path.toLowerCase().endsWith('.bin'))
    await readWhole(zip.open(path, MOST_PART), {
      open: (name, attributes) => {
        if (name === 'workbook') isWorkbook = true;
        if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '');
        if (name !== 'sheet') return;
        const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
        if (id !== undefined) sheets.push({ id, hidden: attributes['state']?.endsWith('idden') === true });
      },
    });
  if (!isWorkbook)
    throw unreadable(
      'This is no XLSX workbook. Save the list in Excel as XLSX or CSV, and upload that file.',
    );
  const relations = await readRelations(zip, path);
  const part = (kind: string, usual: string) =>
    [...relations.values()].find((relation) => relation.kind === kind)?.target ??
    posix.join(posix.dirname(path), usual);
  const shown = sheets.filter(({ hidden }) => !hidden);
  const paths = (shown.length > 0 ? shown : sheets).flatMap(({ id }) => {
    const sheet = relations.get(id);
    // A sheet that is one chart has no rows.
    return sheet === undefined || /^(?:chart|dialog|macro)sheet$/.test(sheet.kind) || !zip.has(sheet.target)
      ? []
      : [sheet.target];
  });
  if (paths.length === 0)
    throw unreadable('The workbook has no sheet that can be read. Save the list as a new XLSX or CSV file.');
  return {
    sheets: paths.slice(0, MOST_SHEETS),
    strings: part('sharedstrings', 'sharedStrings.xml'),
    styles: part('styles', 'styles.xml'),
    from1904,
  };
}

/** @param source path of the part whose relations they are; '' for those of the whole file. */
async function readRelations(zip: ZipFile, source: string): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>();
  const folder = posix.dirname(source);
  const path = posix.join(folder, '_rels', `${posix.basename(source)}.rels`);
  if (!zip.has(path)) return relations;
  await readWhole(zip.open(path, MOST_PART), {
    open: (name, { Id, Target, Type = '' }) => {
      if (name !== 'Relationship' || Id === undefined || Target === undefined) return;
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
      relations.set(Id, { kind: Type.replace(/^.*\//s, '').toLowerCase(), target });
    },
  });
  return relations;
}
