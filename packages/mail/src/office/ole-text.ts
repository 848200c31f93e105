/**
 * The older binary forms of Office, in a compound file (MS-CFB): DOC (MS-DOC), XLS (MS-XLS), PPT (MS-PPT), Outlook's MSG
 * (MS-OXMSG), and those of WPS, which are the same under other names. Told by the streams inside, not by the name.
 */
import { CFB } from '@e965/xlsx';
import WordExtractor from 'word-extractor';
import { FileFault } from './file-fault.ts';
import type { TextSink } from './text-sink.ts';

export type OleKind = 'doc' | 'xls' | 'ppt' | 'msg';

interface Container {
  readonly FullPaths: readonly string[];
  readonly FileIndex: readonly { readonly content?: Uint8Array }[];
}

export class OleFile {
  readonly #container: Container;
  readonly octets: Buffer;

  /** @throws FileFault. */
  constructor(octets: Buffer) {
    this.octets = octets;
    try {
      this.#container = CFB.read(octets, { type: 'buffer' }) as Container;
    } catch (error) {
      throw new FileFault('damaged', { cause: error });
    }
    // Office Open XML with a password stands in such a file (MS-OFFCRYPTO 1.3).
    if (this.stream('EncryptedPackage') !== null) throw new FileFault('encrypted');
  }

  get kind(): OleKind | null {
    if (this.stream('WordDocument') !== null) return 'doc';
    if (this.stream('Workbook') !== null || this.stream('Book') !== null) return 'xls';
    if (this.stream('PowerPoint Document') !== null) return 'ppt';
    return this.paths.some((path) => path.includes('__properties_version1.0')) ? 'msg' : null;
  }

  get paths(): readonly string[] {
    return this.#container.FullPaths;
  }

  /** @param path as in `paths`. */
  at(path: string): Buffer {
    return Buffer.from(this.#container.FileIndex[this.paths.indexOf(path)]?.content ?? []);
  }

  /** The one of that name in the root. */
  stream(name: string): Buffer | null {
    const path = `${this.paths[0] ?? ''}${name}`;
    return this.paths.includes(path) ? this.at(path) : null;
  }
}

/** @throws FileFault. */
export async function docText(file: OleFile, sink: TextSink): Promise<void> {
  const head = file.stream('WordDocument') as Buffer;
  // MS-DOC 2.5.2: fEncrypted.
  if (head.length > 12 && (head.readUInt16LE(10) & 0x0100) !== 0) throw new FileFault('encrypted');
  try {
    const document = await new WordExtractor().extract(file.octets);
    sink.add(document.getBody());
    sink.add(document.getHeaders({ includeFooters: true }));
    sink.add(document.getFootnotes());
    sink.add(document.getEndnotes());
    sink.add(document.getTextboxes());
    sink.add(document.getAnnotations());
  } catch (error) {
    throw new FileFault('damaged', { cause: error });
  }
}

/** MS-PPT 2.13.24: records that hold records, and the atoms with text. */
const CONTAINER = 0x0f;
const TEXT_CHARS = 0x0fa0;
const TEXT_BYTES = 0x0fa8;
const C_STRING = 0x0fba;
/** MS-PPT 2.3.2 headerToken of a presentation with a password. */
const ENCRYPTED_TOKEN = 0xf3d1c4df;

/** @throws FileFault. */
export function pptText(file: OleFile, sink: TextSink): void {
  const user = file.stream('Current User');
  if (user !== null && user.length >= 16 && user.readUInt32LE(12) === ENCRYPTED_TOKEN)
    throw new FileFault('encrypted');
  const octets = file.stream('PowerPoint Document') as Buffer;
  // Records stand one after another, those inside others too: a container is entered by going on behind its header.
  for (let at = 0; at + 8 <= octets.length && !sink.isFull; ) {
    const isContainer = (octets.readUInt16LE(at) & 0x0f) === CONTAINER;
    const type = octets.readUInt16LE(at + 2);
    const length = isContainer ? 0 : octets.readUInt32LE(at + 4);
    const body = octets.subarray(at + 8, at + 8 + length);
    if (type === TEXT_CHARS || type === C_STRING) sink.add(body.toString('utf16le').replaceAll('\v', '\n'));
    if (type === TEXT_BYTES) sink.add(body.toString('latin1').replaceAll('\v', '\n'));
    at += 8 + length;
  }
}
