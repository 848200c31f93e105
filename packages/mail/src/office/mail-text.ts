/** Mails that are files: .eml (RFC 5322) and Outlook's .msg (MS-OXMSG); what is attached to them is handed on. */
import { extractPart } from '../parse/extract.ts';
import { parseMessage } from '../parse/message.ts';
import type { FileFacts } from './file-kind.ts';
import type { OleFile } from './ole-text.ts';
import type { TextSink } from './text-sink.ts';

/** Attachments of one enclosed mail that are looked into. */
const MOST_ATTACHMENTS = 50;

/** @returns its attachments, one by one as they are asked for. */
export function* emlText(octets: Buffer, sink: TextSink): Generator<FileFacts> {
  const mail = parseMessage(octets);
  sink.add(mail.subject);
  sink.add(
    mail.addresses.map(({ name, address }) => (name === null ? address : `${name} ${address}`)).join('\n'),
  );
  sink.add(mail.text);
  if (mail.textTruncated) sink.leave('too-large');
  const files = mail.attachments.filter(({ inline }) => !inline);
  if (files.length > MOST_ATTACHMENTS) sink.leave('too-large');
  for (const { partPath } of files.slice(0, MOST_ATTACHMENTS)) {
    const part = extractPart(octets, partPath);
    if (part !== null) yield { octets: part.data, fileName: part.fileName, contentType: part.contentType };
  }
}

/** MS-OXMSG 2.4: a property stands in a stream of its number and type; 001F is UTF-16, 001E of a code page, 0102 octets. */
const SHOWN = ['0037', '0C1A', '5D01', '0C1F', '0E04', '0E03', '1000'];
const ATTACHMENT = /\/(__attach_version1\.0_#[0-9A-F]{8})\/__substg1\.0_37010102$/i;

export function* msgText(file: OleFile, sink: TextSink): Generator<FileFacts> {
  for (const property of SHOWN) sink.add(stringOf(file, '', property) ?? '');
  const attachments = file.paths.filter((path) => ATTACHMENT.test(path));
  if (attachments.length > MOST_ATTACHMENTS) sink.leave('too-large');
  for (const path of attachments.slice(0, MOST_ATTACHMENTS)) {
    const folder = `${(ATTACHMENT.exec(path) as RegExpExecArray)[1]}/`;
    const fileName = stringOf(file, folder, '3707') ?? stringOf(file, folder, '3704');
    yield { octets: file.at(path), fileName, contentType: null };
  }
}

function stringOf(file: OleFile, folder: string, property: string): string | null {
  const wide = file.stream(`${folder}__substg1.0_${property}001F`);
  if (wide !== null) return wide.toString('utf16le');
  return file.stream(`${folder}__substg1.0_${property}001E`)?.toString('latin1') ?? null;
}
