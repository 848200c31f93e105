/** One message, from octets to what the archive knows of it. */
import { hash } from 'node:crypto';
import { type FailedRecipient, readBounce } from '../bounce/read-bounce.ts';
import { fieldValue, readHeaderBlock } from '../header/block.ts';
import { digestText, fingerprintOf, type PartDigest } from '../identity/fingerprint.ts';
// Not by way of the folder's index: that would load the HTML cleaner into each thread.
import { detectLanguage } from '../html/detect-language.ts';
import { makePreview } from '../html/make-preview.ts';
import { readSignals } from '../inquiry/signals.ts';
import {
  contentIdOf,
  digestOf,
  isTnef,
  listAttachments,
  referredContentIds,
  tnefBody,
} from './attachments.ts';
import { BodyReader, effectiveEncoding, readableText, textOf } from './body-text.ts';
import { type Classified, classify } from './classify.ts';
import { type HeaderFacts, readHeaderFacts } from './header-facts.ts';
import type { QuarantineReason } from './limits.ts';
import { nothing, parseNothing } from './nothing.ts';
import { type Entity, readStructure } from './structure.ts';
import type { ParsedMessage } from './types.ts';

/**
 * Parses a message. Never throws, whatever the octets: what cannot be read in full comes back at a lower tier,
 * with the reason. 'headers': the header is right, what is said of the body is incomplete. 'raw': nothing could be read.
 */
export function parseMessage(raw: Buffer): ParsedMessage {
  const bytes = withLineFeeds(raw);
  try {
    return parseFull(bytes);
  } catch (error) {
    return parseHeaders(raw, 'parser-error', describe(error));
  }
}

/** Reads the header only, for a message whose body defeated the parser for the reason given. Never throws. */
export function parseHeaders(raw: Buffer, reason: QuarantineReason, detail: string | null): ParsedMessage {
  try {
    const bytes = withLineFeeds(raw);
    const header = readHeaderBlock(bytes, 0, bytes.length, true);
    const facts = readHeaderFacts(header, null);
    const body = digestText(bytes.subarray(header.bodyStart));
    return {
      ...nothing,
      ...facts.parsed,
      tier: 'headers',
      quarantineReason: reason,
      quarantineDetail: detail,
      fingerprint: fingerprintOf(facts.identity, { body }),
    };
  } catch (error) {
    return parseNothing(hash('sha256', raw, 'hex'), reason, detail ?? describe(error));
  }
}

function parseFull(bytes: Buffer): ParsedMessage {
  const { root, problem } = readStructure(bytes);
  const parts = classify(root);
  const hint = declaredCharset(parts.leaves);
  const facts = readHeaderFacts(root.header, hint);
  const reader = new BodyReader();
  const reading = readingParts(parts);
  const { text, source, truncated } = readableText(reading, reader);
  const attachments = listAttachments(parts.attachments, reader, referredIds(parts, reader), hint);
  const reason = problem ?? (facts.tooManyAddresses ? 'too-many-addresses' : null);
  return {
    tier: reason === null ? 'full' : 'headers',
    quarantineReason: reason,
    quarantineDetail: null,
    fingerprint: identify(bytes, root, facts, parts, reader, problem),
    ...facts.parsed,
    language: detectLanguage(text),
    preview: makePreview(text),
    text,
    textSource: source,
    textTruncated: truncated,
    hasHtml: reading.rich.some((entity) => entity.type === 'text/html'),
    attachments,
    failedRecipients: facts.parsed.automatic === 'bounce' ? failures(root, parts, reader, text) : [],
    inquiry: readSignals({
      addresses: facts.parsed.addresses,
      subject: facts.parsed.subject,
      body: () => ({
        texts: [textOf(parts.plain, reader), textOf(parts.rich, reader)],
        html: parts.rich
          .filter((entity) => entity.type === 'text/html')
          .map((entity) => reader.text(entity))
          .join('\n'),
      }),
    }),
  };
}

/**
 * A message without a text of its own is read through its delivery report, through Outlook's winmail.dat, or through
 * the messages it encloses.
 */
export function readingParts(parts: Classified): Classified {
  if (!parts.plain.every(isBlank) || !parts.rich.every(isBlank)) return parts;
  const report = parts.leaves.filter((entity) => entity.type === 'message/delivery-status');
  if (report.length > 0) return { ...parts, plain: report };
  const outlook = parts.leaves.filter(isTnef).flatMap(tnefBody);
  if (outlook.length > 0) return { ...parts, plain: outlook, rich: outlook };
  const enclosed = parts.leaves.flatMap((entity) => (entity.kind === 'message' ? entity.children : []));
  const inner = enclosed.map((root) => readingParts(classify(root)));
  return {
    ...parts,
    plain: inner.flatMap((one) => one.plain),
    rich: inner.flatMap((one) => one.rich),
  };
}

const isBlank = ({ bytes, start, end }: Entity): boolean =>
  end - start < 100 && bytes.toString('latin1', start, end).trim() === '';

function failures(root: Entity, parts: Classified, reader: BodyReader, text: string): FailedRecipient[] {
  const reports = parts.leaves.filter((entity) => /^message\/(?:global-)?delivery-status$/.test(entity.type));
  return readBounce({
    reports: reports.map((entity) => reader.text(entity)),
    text,
    failedRecipients: fieldValue(root.header, 'x-failed-recipients'),
  });
}

function identify(
  bytes: Buffer,
  root: Entity,
  facts: HeaderFacts,
  parts: Classified,
  reader: BodyReader,
  problem: QuarantineReason | null,
): string {
  // Parts beyond a bound are not in the tree, and must make a difference all the same.
  if (problem === 'too-many-parts' || problem === 'nested-too-deep') {
    return fingerprintOf(facts.identity, { body: digestText(bytes.subarray(root.header.bodyStart)) });
  }
  return fingerprintOf(
    facts.identity,
    parts.leaves.map((entity) => digestPart(entity, reader)),
  );
}

function digestPart(entity: Entity, reader: BodyReader): PartDigest {
  const binary = effectiveEncoding(entity) === 'base64' && !/^(?:text|message)\//.test(entity.type);
  const sha256 = binary ? digestOf(entity).sha256 : digestText(reader.octets(entity));
  return { type: entity.type, sha256 };
}

function referredIds(parts: Classified, reader: BodyReader): ReadonlySet<string> {
  // The HTML is decoded for this only where a part could be referred to and does not say so itself.
  const open = parts.attachments.some(
    (entity) => entity.disposition.value !== 'inline' && contentIdOf(entity) !== null,
  );
  const ids = new Set<string>();
  if (!open) return ids;
  for (const entity of parts.rich) {
    if (entity.type === 'text/html') for (const id of referredContentIds(reader.text(entity))) ids.add(id);
  }
  return ids;
}

function declaredCharset(leaves: readonly Entity[]): string | null {
  for (const entity of leaves) {
    const charset = entity.typeParams.params.get('charset');
    if (charset && entity.type.startsWith('text/')) return charset;
  }
  return null;
}

/** Old Macintosh mail ends its lines with CR alone. */
export function withLineFeeds(raw: Buffer): Buffer {
  if (raw.includes(10) || !raw.includes(13)) return raw;
  const copy = Buffer.from(raw);
  for (let i = copy.indexOf(13); i >= 0; i = copy.indexOf(13, i + 1)) copy[i] = 10;
  return copy;
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : 'unknown';
}
