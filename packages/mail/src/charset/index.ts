/** Which charset octets are in, for files that do not say it. */
export { detectCharset } from './detect.ts';
