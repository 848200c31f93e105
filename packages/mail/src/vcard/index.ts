/** Electronic business cards: vCard 2.1, 3.0 and 4.0 in, 4.0 out. */
export { parseVcards } from './parse-vcards.ts';
export type * from './types.ts';
export { writeVcard } from './write-vcard.ts';
