/** What a gateway or a copy by hand left of quoted-printable (RFC 2045 6.7) in a text that says it is plain. */

const OCTETS = /(?:=[0-9A-F]{2}){3,}/;
const SOFT_BREAK = /=\n/;

/** The text as it was meant; unchanged where it bears no such traces, or they make no UTF-8. */
export function undoQuotedPrintable(text: string): string {
  if (!OCTETS.test(text) && !(SOFT_BREAK.test(text) && /=3D|=20/.test(text))) return text;
  const joined = text.replace(/=\n/g, '');
  try {
    return joined.replace(/(?:=[0-9A-F]{2})+/g, (run) =>
      new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(run.replaceAll('=', ''), 'hex')),
    );
  } catch {
    return text;
  }
}
