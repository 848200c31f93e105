/** What a mail in a file looks like. */

/** A mail in a file may have this many octets. */
export const MOST_MAIL_OCTETS = 256 * 1024 * 1024;

/** Windows' editors put one in front of what they save; it is no part of the mail. */
export const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** RFC 5322 2.2; before the colon some programs leave blanks. */
const HEADER_FIELD = /^[A-Za-z][A-Za-z0-9_-]*[ \t]*:/;
/** The first field may stand behind a few lines of rubbish. */
const LINES_LOOKED_AT = 10;

export const isHeaderField = (line: Buffer): boolean =>
  HEADER_FIELD.test(line.subarray(0, 200).toString('latin1'));

/** @param head the first octets of the file. @returns where its first line that is not blank begins. */
export function firstLineAt(head: Buffer): number {
  let at = head.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
  while (head[at] === 0x0a || head[at] === 0x0d) at += 1;
  return at;
}

/** Whether a header is among its first lines: a picture, a table, another program's file has none. */
export function looksLikeMail(head: Buffer): boolean {
  return head
    .subarray(firstLineAt(head))
    .toString('latin1')
    .split(/\r\n|\n|\r/)
    .filter((line) => line !== '')
    .slice(0, LINES_LOOKED_AT)
    .some((line) => HEADER_FIELD.test(line));
}
