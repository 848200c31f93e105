import type { Party } from '@tradepost/contract';

/** What looks like an address, with blanks or full-width marks in it too. */
const LIKE_ADDRESS = /[^\s@＠]\s?[@＠]\s?[^\s@＠]+[.．。][^\s@＠]/;

/** What a person is called by, in a line. A name that holds an address is there to deceive: the real one is shown. */
export const partyName = ({ name, address }: Pick<Party, 'name' | 'address'>): string =>
  name === null || LIKE_ADDRESS.test(name) ? address : name;
