/**
 * The (label, value) pairs of a mail's text: "Label: value" lines, rows of two cells (a tab stands between them, see
 * htmlToText), and a label in a line of its own above its value. No paths into the HTML: layouts change, labels stay.
 */
import { cut } from '../charset/clean-text.ts';
import { isKnownLabel } from './labels.ts';

export interface Pair {
  readonly label: string;
  readonly value: string;
}

const MOST_PAIRS = 80;
const MOST_LINES = 2_000;
const MOST_LINE = 2_000;
const MOST_LABEL = 40;
const MOST_VALUE = 500;
/** What forms write where nothing was filled in. */
const EMPTY = /^(?:n\/?a|n\.a\.?|none|null|nil|-+|—+|–+|\.|\/|无|暂无|未填写|not provided|not available)$/i;

export const isEmptyValue = (value: string): boolean => EMPTY.test(value.trim());

/** @returns pairs in the order of the text; those without a value are left out. */
export function readPairs(text: string): Pair[] {
  const pairs: Pair[] = [];
  const lines = text.split('\n', MOST_LINES).map((line) => cut(line, MOST_LINE).trim());
  for (let i = 0; i < lines.length && pairs.length < MOST_PAIRS; i++) {
    const line = lines[i] as string;
    // What the buyer wrote before, and what others quote, is not the form.
    if (line === '' || line.startsWith('>')) continue;
    const next = lines[i + 1] ?? '';
    for (const pair of pairsOfLine(line, next))
      if (!isEmptyValue(pair.value) && pairs.length < MOST_PAIRS)
        pairs.push({ label: pair.label.toWellFormed(), value: cut(pair.value, MOST_VALUE) });
  }
  return pairs;
}

function pairsOfLine(line: string, next: string): Pair[] {
  const cells = line
    .split('\t')
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '');
  if (cells.length >= 2) return pairsOfCells(cells);
  const inline = /^([^:：]{1,40}?)\s*[:：]\s*(.+)$/u.exec(line);
  if (inline !== null) {
    const [, label = '', value = ''] = inline;
    // "https://…" and "10:30" are no labels.
    return isLabelLike(label) && !value.startsWith('//') ? partAtLabels(label, value.trim()) : [];
  }
  // The label above its value: only one that is known, since any short line could be one.
  const above = /^([^:：]{1,40}?)\s*[:：]?$/u.exec(line)?.[1];
  if (
    above !== undefined &&
    isKnownLabel(above) &&
    next !== '' &&
    !/[:：]\s*$/.test(next) &&
    !isKnownLabel(next)
  )
    return line.endsWith(':') || line.endsWith('：') ? [{ label: above, value: next }] : [];
  return [];
}

/** "Message Origin: Spain Message IP: 83.44.1.*": a known label with its colon begins the next pair. */
function partAtLabels(label: string, value: string): Pair[] {
  for (const { index, 0: found } of value.matchAll(/(?<=\s)\S{1,20}(?:\s\S{1,20}){0,2}?\s*[:：](?=\s)/gu)) {
    const next = found.replace(/\s*[:：]$/u, '');
    if (!isKnownLabel(next)) continue;
    const [head, rest] = [value.slice(0, index).trim(), value.slice(index + found.length).trim()];
    return [
      ...(head === '' ? [] : [{ label, value: head }]),
      ...(rest === '' ? [] : partAtLabels(next, rest)),
    ];
  }
  return [{ label, value }];
}

/** Two cells are a pair; four are two pairs beside each other. */
function pairsOfCells(cells: readonly string[]): Pair[] {
  const pairs: Pair[] = [];
  for (let i = 0; i + 1 < cells.length; i += 2) {
    const label = (cells[i] as string).replace(/[:：]\s*$/, '');
    const value = cells[i + 1] as string;
    if (isLabelLike(label)) pairs.push({ label, value: value.replace(/^[:：]\s*/, '') });
  }
  return pairs;
}

const isLabelLike = (text: string): boolean =>
  text.length <= MOST_LABEL &&
  /\p{L}/u.test(text) &&
  !/[@<>{}]|https?/i.test(text) &&
  text.split(/\s+/).length <= 6;
