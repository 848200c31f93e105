/** Which charset octets are in, for files that do not say it. */
export { detectCharset } from './detect.ts';
/** Octets of a text whose charset nobody says. */
export { decodeText } from './decode.ts';
