/** The contract's bound on a file, in characters. */
export const CSV_MAX = 10_000_000;
/** A line of each column, for people to begin with. The mark in front lets Excel see that it is UTF-8. */
export const CSV_TEMPLATE =
  '\uFEFFname,country,grade,website,source,owner,contact,email,phone,domain\r\n' +
  'Nordwind Handels GmbH,DE,A,https://nordwind.example,Canton Fair,,Anna Weber,anna@nordwind.example,+49 40 1234567,nordwind.example\r\n';

/**
 * The text of a CSV file. Excel in China saves GB18030 and elsewhere UTF-8 with a mark: what is not UTF-8
 * is read as GB18030, which holds GBK and GB2312.
 */
export function decodeCsv(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
