/** Why a file, or a part of it, could not be read. */
export type UnreadReason =
  /** Protected by a password. */
  | 'encrypted'
  /** Not what it says it is, or torn. */
  | 'damaged'
  /** Larger than what is read, packed or unpacked. */
  | 'too-large'
  /** Took longer than a file may take. */
  | 'too-long'
  /** A kind of file that has no text, or none that we can read: a picture, a film, a RAR archive. */
  | 'unknown-kind'
  /** Readable, and there is none: a scan. */
  | 'no-text';

export class FileFault extends Error {
  override name = 'FileFault';
  readonly reason: UnreadReason;
  constructor(reason: UnreadReason, options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}
