/** Words that are searched for, as `text_words` and `text_grams` of the migrations have them. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../schema.ts';

/** More words than this in one search narrow nothing further. */
const MOST_WORDS = 12;
/** Characters of scripts that put no spaces between words. */
const DENSE = '\\u2E80-\\u9FFF\\uAC00-\\uD7AF\\uF900-\\uFAFF\\u{20000}-\\u{3FFFF}';
const PARTS = new RegExp(`[${DENSE}]+|[^${DENSE}]+`, 'gu');
const HAS_DENSE = new RegExp(`[${DENSE}]`, 'u');

/** Folded, each once. */
export async function readWords(db: Kysely<DB>, typed: string): Promise<string[]> {
  if (typed.trim() === '') return [];
  const { rows } = await sql<{ words: string }>`select text_words(${typed}) as words`.execute(db);
  return [...new Set((rows[0]?.words ?? '').split(' ').filter((word) => word !== ''))].slice(0, MOST_WORDS);
}

/** A word of one or two letters begins a word; any other stands anywhere in it. */
const beginsOnly = (word: string) => [...word].length < 3 && !HAS_DENSE.test(word);

export function likePattern(word: string): string {
  const escaped = word.replace(/[\\%_]/g, '\\$&');
  return beginsOnly(word) ? `% ${escaped}%` : `%${escaped}%`;
}

/** Grams of one search: each more narrows less and costs as much. */
const MOST_GRAMS = 8;
const MOST_OF_WORD = 4;

/**
 * What the index has of every text that holds these words: enough of it, from the longest words, which are the rarest.
 * The words themselves are compared after.
 * @returns those of each word.
 */
export function gramsOfWords(words: readonly string[]): string[][] {
  const grams = new Set<string>();
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => {
      const own = gramsOfWord(word);
      const step = Math.max(1, own.length / MOST_OF_WORD);
      const taken: string[] = [];
      for (let at = 0; at < own.length && grams.size < MOST_GRAMS; at += step) {
        const gram = own[Math.floor(at)] as string;
        if (!grams.has(gram)) taken.push(gram);
        grams.add(gram);
      }
      return taken;
    });
}

/** What every text that the index has under this gram holds. */
export const gramPattern = (gram: string) => likePattern(gram.replace(/^\^/, ''));

function gramsOfWord(word: string): string[] {
  if (beginsOnly(word)) return [`^${word}`];
  const grams: string[] = [];
  for (const part of word.match(PARTS) ?? []) {
    const chars = [...part];
    const dense = HAS_DENSE.test(part);
    if (dense && chars.length === 1) grams.push(part);
    const n = dense ? 2 : 3;
    for (let i = 0; i + n <= chars.length; i++) grams.push(chars.slice(i, i + n).join(''));
  }
  return grams;
}
