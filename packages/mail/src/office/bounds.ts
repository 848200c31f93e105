/** How much is read of a file: apart, so that who only asks for that loads none of the libraries. */

/** Octets of a file that is read. */
export const MOST_FILE_OCTETS = 64 * 1024 * 1024;
/** UTF-16 units of its text that are kept. */
export const MOST_FILE_TEXT = 1_000_000;
