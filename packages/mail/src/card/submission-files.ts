/** The files of a mail that the unified mailbox looks into: forms, and mails that were put in whole. */
import { fieldValues, type HeaderBlock, readHeaderBlock } from '../header/block.ts';
import { parseAddressList } from '../address/parse-list.ts';
import { cleanFileName } from '../header/file-name.ts';
import { fileNameOf, isTnef, tnefParts } from '../parse/attachments.ts';
import { BodyReader, effectiveEncoding } from '../parse/body-text.ts';
import { withLineFeeds } from '../parse/message.ts';
import type { Entity } from '../parse/structure.ts';
import { decodeTransfer } from '../parse/transfer-encoding.ts';

/** Octets of one form before it is decoded; a larger one is told to be unreadable by its cut. */
const MOST_ENCODED_FORM = 8 * 1024 * 1024;
/** Of an enclosed mail its header is read. */
const MOST_ENCODED_HEADER = 512 * 1024;
const MOST_ENCLOSED = 5;
const MOST_ADDRESSES = 50;

export interface SubmittedFile {
  readonly fileName: string | null;
  /** Empty where the name does not say that it may be a form. */
  readonly octets: Buffer;
}

const isForm = (fileName: string | null) => /\.(?:xls|xlsx|xlsm|doc|docx|docm)$/i.test(fileName ?? '');

/** Those in Outlook's winmail.dat too. */
export function submittedFiles(parts: readonly Entity[]): SubmittedFile[] {
  return parts
    .filter((part) => part.kind === 'leaf')
    .flatMap((part) => {
      if (isTnef(part))
        return tnefParts(part, new BodyReader()).map(({ fileName, data }) => {
          const name = cleanFileName(fileName);
          return { fileName: name, octets: isForm(name) ? Buffer.from(data) : Buffer.alloc(0) };
        });
      const fileName = fileNameOf(part, null);
      return [{ fileName, octets: isForm(fileName) ? decoded(part, MOST_ENCODED_FORM) : Buffer.alloc(0) }];
    });
}

/** @returns the correspondents of each enclosed mail, one that is attached as a file (.eml) too. */
export function enclosedCorrespondents(parts: readonly Entity[]): string[][] {
  return parts
    .flatMap((part) => {
      // Of a message/rfc822 part its root bears the header.
      if (part.kind === 'message') return part.children[0] === undefined ? [] : [part.children[0].header];
      if (part.kind !== 'leaf' || !/\.eml$/i.test(fileNameOf(part, null) ?? '')) return [];
      const octets = withLineFeeds(decoded(part, MOST_ENCODED_HEADER));
      return [readHeaderBlock(octets, 0, octets.length, true)];
    })
    .slice(0, MOST_ENCLOSED)
    .map(correspondentsOf)
    .filter((one) => one.length > 0);
}

const decoded = (part: Entity, most: number) =>
  decodeTransfer(part.bytes, part.start, Math.min(part.end, part.start + most), effectiveEncoding(part));

function correspondentsOf(header: HeaderBlock): string[] {
  const addresses = ['from', 'reply-to', 'to', 'cc'].flatMap((name) =>
    fieldValues(header, name).flatMap((field) => parseAddressList(field, MOST_ADDRESSES)),
  );
  return [...new Set(addresses.map(({ address }) => address))].slice(0, MOST_ADDRESSES);
}
