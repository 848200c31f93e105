/** The parts of a workbook that its sheets refer to: its strings, and how it shows numbers. */
import { unescapeXlsx } from '@tradepost/mail/card';
import { MOST_CELL, tooLarge } from './limits.ts';
import { readWhole, readXml } from './xml-events.ts';
import type { ZipFile } from './zip-file.ts';

const MOST_SMALL_PART = 8 * 1024 * 1024;
const MOST_STRINGS_PART = 200 * 1024 * 1024;
/** Strings that the sheets share, and characters of them all, that are held in memory. */
const MOST_STRINGS = 1_000_000;
const MOST_STRING_CHARACTERS = 40_000_000;

/** ECMA-376 18.4.9: the strings by their number; readings of Japanese characters (rPh) are no part of them. */
/** @param part its path. */
export async function readSharedStrings(zip: ZipFile, part: string): Promise<string[]> {
  const strings: string[] = [];
  if (!zip.has(part)) return strings;
  let characters = 0;
  let current = '';
  let inText = false;
  let inReading = 0;
  const events = readXml(zip.open(part, MOST_STRINGS_PART), {
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
        strings.push(unescapeXlsx(current));
      }
    },
  });
  for await (const _ of events);
  return strings;
}

/** Number formats that are dates (ECMA-376 18.8.30), those of Chinese and Japanese Excel too. */
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** How the cells of one style show a number. */
export interface CellStyle {
  readonly isDate: boolean;
  /** Digits that are filled up with zeros in front: a telephone number of format 00000000000. */
  readonly digits: number;
}

/** @param part its path. */
export async function readCellStyles(zip: ZipFile, part: string): Promise<CellStyle[]> {
  const dates = new Set(BUILT_IN_DATES);
  const digits = new Map<number, number>();
  const styles: CellStyle[] = [];
  if (!zip.has(part)) return styles;
  let inCells = false;
  await readWhole(zip.open(part, MOST_SMALL_PART), {
    open(name, attributes) {
      const id = Number(attributes['numFmtId'] ?? '0');
      if (name === 'numFmt') {
        const code = (attributes['formatCode'] ?? '').replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
        if (/[yd]/i.test(code)) dates.add(id);
        else if (/^0{2,20}$/.test(code)) digits.set(id, code.length);
      } else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) styles.push({ isDate: dates.has(id), digits: digits.get(id) ?? 0 });
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}
