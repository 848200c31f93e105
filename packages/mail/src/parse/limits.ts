/** What one message may cost. Beyond a bound a message is not lost: it is read as far as the bound goes. */

/** Parts of a message, multiparts and enclosed messages included. */
export const partLimit = 1000;
/** Multiparts and messages inside one another. */
export const depthLimit = 50;
/** Addresses kept of one message. */
export const addressLimit = 2000;
/** UTF-16 units of readable text. */
export const textLimit = 1_000_000;
/** Octets of one text part that are decoded: enough for the text limit in any charset, HTML included. */
export const textBytesLimit = 16 * 1024 * 1024;
/** UTF-16 units of a subject (RFC 5322 2.1.1). */
export const subjectLimit = 998;
/** UTF-16 units kept of Authentication-Results. */
export const authResultsLimit = 2000;
/** Header fields that listHeaders returns. */
export const listedHeadersLimit = 500;

/** Codes a person may see; each says why a message was not read in full. */
export type QuarantineReason =
  | 'too-many-parts'
  | 'nested-too-deep'
  | 'header-too-large'
  | 'too-many-addresses'
  | 'parser-error'
  | 'parser-timeout'
  | 'parser-out-of-memory'
  | 'parser-crash';
