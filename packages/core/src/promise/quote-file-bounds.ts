/** Apart from what reads them: the api asks for the bound and never loads the readers of files. */

/** Octets; a price list with its pictures has some megabytes. */
export const MOST_FILE_OCTETS = 15 * 1024 * 1024;
