/**
 * The text of a file that came with a mail, within bounds, or the reason why there is none. Octets in, text out: it is to be
 * called in a process that can be ended, for what a hostile file makes a library do is bounded by that alone.
 */
import { DOCUMENT } from '../card/read-docx.ts';
import { ArchiveError } from '../card/zip-entries.ts';
import { detectLanguage } from '../html/detect-language.ts';
import { MOST_FILE_OCTETS, MOST_FILE_TEXT } from './bounds.ts';
import { FileFault, type UnreadReason } from './file-fault.ts';
import { type FileFacts, openingOf } from './file-kind.ts';
import { emlText, msgText } from './mail-text.ts';
import { flatXmlText, ofdText, openDocumentText, slidesText, wordText } from './office-text.ts';
import { docText, OleFile, pptText } from './ole-text.ts';
import { pdfText } from './pdf-text.ts';
import { htmlText, plainText, rtfText } from './plain-text.ts';
import { binarySheetsText, sheetsText, WORKBOOK } from './sheets-text.ts';
import { TextSink } from './text-sink.ts';
import { type Budget, newBudget, ZipReader } from './zip-reader.ts';

/** An archive, or a mail, in an archive in a mail; deeper ones are not opened. */
const MOST_DEPTH = 3;
/** Files of one archive that are read. */
const MOST_FILES = 300;

export interface ExtractedText {
  /** Well-formed; '' where there is none. */
  readonly text: string;
  /** Why there is no text, or, beside a text, why it is not the whole one. */
  readonly left: UnreadReason | null;
  /** ISO 639-1 where it can be told. */
  readonly language: string | null;
}

interface Reading {
  readonly sink: TextSink;
  readonly budget: Budget;
  readonly depth: number;
}

/** Never throws for what the file is. */
export async function extractText(file: FileFacts): Promise<ExtractedText> {
  const sink = new TextSink(MOST_FILE_TEXT);
  await readInto(file, { sink, budget: newBudget(), depth: 0 });
  const text = sink.text();
  return { text, left: text === '' ? (sink.left ?? 'no-text') : sink.left, language: detectLanguage(text) };
}

/** What cannot be read is left out, and why is noted. */
async function readInto(file: FileFacts, reading: Reading): Promise<void> {
  try {
    if (file.octets.length > MOST_FILE_OCTETS) throw new FileFault('too-large');
    await open(file, reading);
  } catch (error) {
    if (error instanceof FileFault) reading.sink.leave(error.reason);
    else if (error instanceof ArchiveError) reading.sink.leave(error.code);
    else reading.sink.leave('damaged');
  }
}

async function open(file: FileFacts, reading: Reading): Promise<void> {
  const { octets } = file;
  switch (openingOf(file)) {
    case 'pdf':
      return pdfText(octets, reading.sink);
    case 'zip':
      return openZip(octets, reading);
    case 'ole':
      return openOle(octets, reading);
    case 'rtf':
      return rtfText(octets, reading.sink);
    case 'html':
      return htmlText(octets, reading.sink);
    case 'xml':
      return flatXmlText(octets, reading.sink);
    case 'eml':
      return readEach(emlText(octets, reading.sink), reading);
    case 'text':
      return plainText(octets, reading.sink);
    case 'none':
      throw new FileFault('unknown-kind');
  }
}

async function openZip(octets: Buffer, reading: Reading): Promise<void> {
  const { sink, budget } = reading;
  const zip = new ZipReader(octets, budget);
  const has = (pattern: RegExp) => zip.names.some((name) => pattern.test(name));
  if (has(DOCUMENT)) return wordText(zip, sink);
  if (has(WORKBOOK)) return sheetsText(zip, sink);
  if (has(/^ppt\/presentation\d*\.xml$/i)) return slidesText(zip, sink);
  // Its sheets are binary inside the ZIP.
  if (zip.has('xl/workbook.bin')) return binarySheetsText(octets, sink, zip);
  if (zip.has('OFD.xml')) return ofdText(zip, sink);
  const type = zip.has('mimetype') ? zip.demand('mimetype').toString('latin1') : '';
  if (type.startsWith('application/vnd.oasis.opendocument')) return openDocumentText(zip, sink);
  return readEach(filesOf(zip, sink), reading);
}

/** The files of an archive with their names, which are text, too. */
function* filesOf(zip: ZipReader, sink: TextSink): Generator<FileFacts> {
  const names = zip.names.filter((name) => !name.endsWith('/') && !name.startsWith('__MACOSX/'));
  sink.add(names.slice(0, MOST_FILES).join('\n'));
  if (names.length > MOST_FILES) sink.leave('too-large');
  for (const name of names.slice(0, MOST_FILES)) {
    try {
      yield { octets: zip.demand(name), fileName: name, contentType: null };
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      sink.leave(error.code);
    }
  }
}

async function openOle(octets: Buffer, reading: Reading): Promise<void> {
  const file = new OleFile(octets);
  switch (file.kind) {
    case 'doc':
      return docText(file, reading.sink);
    case 'xls':
      return binarySheetsText(octets, reading.sink);
    case 'ppt':
      return pptText(file, reading.sink);
    case 'msg':
      return readEach(msgText(file, reading.sink), reading);
    case null:
      throw new FileFault('unknown-kind');
  }
}

async function readEach(files: Generator<FileFacts>, { sink, budget, depth }: Reading): Promise<void> {
  if (depth >= MOST_DEPTH) return sink.leave('too-large');
  for (const file of files) {
    if (sink.isFull) return sink.leave('too-large');
    await readInto(file, { sink, budget, depth: depth + 1 });
  }
}
