/** Most that a letter takes. */
export const LETTER_LIMITS = {
  /** To, Cc and Bcc together; more is a mass mail. */
  recipients: 100,
  files: 50,
  /** Octets of all its files: with their encoding a third more goes over the wire. */
  octets: 25 * 1024 * 1024,
  subject: 500,
  html: 200_000,
  quotedHtml: 200_000,
  /** Seconds in which it can be taken back. */
  undoSeconds: 10,
} as const;
