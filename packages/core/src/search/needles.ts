/** What a search looks for in a text that is shown: the words of its query that are not excluded. */
import type { QueryNode, TextField } from '@tradepost/contract';
import { fold, splitWords, type Word } from '@tradepost/mail/words';
import type { Names } from './names.ts';

/** Where in a mail: `any` is everywhere. */
export type NeedlePlace = 'any' | 'subject' | 'people' | 'body' | 'file';

export interface Needle {
  readonly place: NeedlePlace;
  /** Pieces one after another, as `unitsOf` cuts a text. */
  readonly pieces: readonly string[];
  /** The last piece only begins so. */
  readonly prefix: boolean;
  /** Of one word: written together; null for a phrase. */
  readonly whole: string | null;
  readonly stems: readonly string[];
}

const PLACES: Readonly<Partial<Record<TextField, NeedlePlace>>> = {
  subject: 'subject',
  body: 'body',
  filename: 'file',
  from: 'people',
  to: 'people',
  cc: 'people',
  with: 'people',
};

export function needlesOf(node: QueryNode, names: Pick<Names, 'stems'>): Needle[] {
  switch (node.op) {
    case 'and':
    case 'or':
      return node.items.flatMap((item) => needlesOf(item, names));
    case 'word':
      return eachWord(node.text, 'any', node.prefix, names);
    case 'phrase':
      return asPhrase(node.text, 'any');
    case 'text': {
      const place = PLACES[node.field];
      if (place === undefined) return [];
      return node.exact ? asPhrase(node.text, place) : eachWord(node.text, place, node.prefix, null);
    }
    default:
      return [];
  }
}

const piecesOf = ({ text, dense, parts }: Word): readonly string[] =>
  dense ? [...text] : parts.length > 0 ? parts : [text];

function eachWord(
  text: string,
  place: NeedlePlace,
  prefix: boolean,
  names: Pick<Names, 'stems'> | null,
): Needle[] {
  const words = [...splitWords(fold(text))];
  return words.map((word, i) => ({
    place,
    pieces: piecesOf(word),
    prefix: prefix && i === words.length - 1,
    whole: word.dense ? null : piecesOf(word).join(''),
    stems: names?.stems.get(word.text) ?? [],
  }));
}

function asPhrase(text: string, place: NeedlePlace): Needle[] {
  const pieces = [...splitWords(fold(text))].flatMap(piecesOf);
  return pieces.length === 0 ? [] : [{ place, pieces, prefix: false, whole: null, stems: [] }];
}
