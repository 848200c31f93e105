/** The parts of a workbook that its sheets refer to: which sheet is first, its strings, its formats of dates. */
import { posix } from 'node:path';
import { MOST_CELL, tooLarge, unreadable } from './limits.ts';
import { readWhole, readXml } from './xml-events.ts';
import type { ZipFile } from './zip-file.ts';

const MOST_SMALL_PART = 8 * 1024 * 1024;
const MOST_STRINGS_PART = 200 * 1024 * 1024;
/** Strings that the sheets share, and characters of them all, that are held in memory. */
const MOST_STRINGS = 1_000_000;
const MOST_STRING_CHARACTERS = 40_000_000;

export interface Workbook {
  /** Path of the first sheet that is not hidden. */
  readonly sheet: string;
  /** Days are counted from 1904, as on an old Macintosh. */
  readonly from1904: boolean;
}

/** @throws TradepostError 'invalid-request' for what is no workbook. */
export async function readWorkbook(zip: ZipFile): Promise<Workbook> {
  const relations = new Map<string, string>();
  const sheets: { id: string; hidden: boolean }[] = [];
  let from1904 = false;
  const folder = zip.has('xl/workbook.xml') ? 'xl' : null;
  if (folder === null)
    throw unreadable(
      'This is no XLSX workbook. Save the list in Excel as XLSX or CSV, and upload that file.',
    );
  await readWhole(zip.open('xl/_rels/workbook.xml.rels', MOST_SMALL_PART), {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id !== undefined && Target !== undefined)
        relations.set(Id, Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target));
    },
  });
  await readWhole(zip.open('xl/workbook.xml', MOST_SMALL_PART), {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
      if (id !== undefined) sheets.push({ id, hidden: attributes['state']?.endsWith('idden') === true });
    },
  });
  const first = sheets.find((sheet) => !sheet.hidden) ?? sheets[0];
  const sheet = first === undefined ? undefined : relations.get(first.id);
  if (sheet === undefined || !zip.has(sheet))
    throw unreadable('The workbook has no sheet that can be read. Save the list as a new XLSX or CSV file.');
  return { sheet, from1904 };
}

/** ECMA-376 18.4.9: the strings by their number; readings of Japanese characters (rPh) are no part of them. */
export async function readSharedStrings(zip: ZipFile): Promise<string[]> {
  const strings: string[] = [];
  if (!zip.has('xl/sharedStrings.xml')) return strings;
  let characters = 0;
  let current = '';
  let inText = false;
  let inReading = 0;
  const events = readXml(zip.open('xl/sharedStrings.xml', MOST_STRINGS_PART), {
    open(name) {
      if (name === 'si') current = '';
      else if (name === 'rPh') inReading++;
      else if (name === 't') inText = inReading === 0;
    },
    text(text) {
      if (!inText) return;
      characters += text.length;
      if (characters > MOST_STRING_CHARACTERS)
        throw tooLarge(
          'The workbook has more text than a list of customers can have. Leave only their sheet.',
        );
      // What is longer than a cell may be is refused where the cell stands.
      if (current.length <= MOST_CELL) current += text;
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') inReading--;
      else if (name === 'si') {
        if (strings.length >= MOST_STRINGS)
          throw tooLarge(
            'The workbook has more texts than a list of customers can have. Leave only their sheet.',
          );
        strings.push(current);
      }
    },
  });
  for await (const _ of events);
  return strings;
}

/** Number formats that are dates (ECMA-376 18.8.30), those of Chinese and Japanese Excel too. */
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** @returns for each style of cells whether it shows a date. */
export async function readDateStyles(zip: ZipFile): Promise<boolean[]> {
  const dates = new Set(BUILT_IN_DATES);
  const styles: boolean[] = [];
  if (!zip.has('xl/styles.xml')) return styles;
  let inCells = false;
  await readWhole(zip.open('xl/styles.xml', MOST_SMALL_PART), {
    open(name, attributes) {
      if (name === 'numFmt') {
        const code = (attributes['formatCode'] ?? '').replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
        if (/[yd]/i.test(code)) dates.add(Number(attributes['numFmtId']));
      } else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) styles.push(dates.has(Number(attributes['numFmtId'] ?? '0')));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}
