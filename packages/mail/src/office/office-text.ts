/**
 * The running text of documents that are XML in a ZIP: Office Open XML (ECMA-376 part 1), OpenDocument (ISO/IEC 26300) and
 * OFD (GB/T 33190), in the order of their parts.
 */
import { walkXml } from '../card/office-xml.ts';
import { FileFault } from './file-fault.ts';
import type { TextSink } from './text-sink.ts';
import type { ZipReader } from './zip-reader.ts';

interface Markup {
  /** Elements whose text is text. */
  readonly text: ReadonlySet<string>;
  /** Elements whose end, or that themselves, end a line. */
  readonly line: ReadonlySet<string>;
  /** Elements that stand for a gap. */
  readonly gap: ReadonlySet<string>;
}

const WORD: Markup = {
  // Struck-out text (w:delText) is no text any more.
  text: new Set(['w:t', 'a:t']),
  line: new Set(['w:p', 'w:br', 'w:cr', 'a:p']),
  gap: new Set(['w:tab', 'w:tc']),
};
const SLIDES: Markup = {
  text: new Set(['a:t', 'p:text', 't']),
  line: new Set(['a:p', 'a:br', 'p:text', 'comment']),
  gap: new Set(['a:tc']),
};
const OPEN: Markup = {
  text: new Set(['text:p', 'text:h']),
  line: new Set(['text:p', 'text:h', 'text:line-break', 'table:table-row']),
  gap: new Set(['text:s', 'text:tab', 'table:table-cell']),
};
const OFD: Markup = { text: new Set(['ofd:TextCode']), line: new Set(['ofd:TextCode']), gap: new Set() };

const WORD_PARTS =
  /^word\/(?:document\d*|header\d*|footer\d*|footnotes|endnotes|comments|charts\/chart\d*|diagrams\/data\d*)\.xml$/i;
const SLIDE_PARTS =
  /^ppt\/(?:slides\/slide\d+|notesSlides\/notesSlide\d+|comments\/[^/]+|charts\/chart\d+|diagrams\/data\d+)\.xml$/i;
const SHEET_NOTES =
  /^xl\/(?:comments\d*|threadedComments\/[^/]+|drawings\/drawing\d*|charts\/chart\d+)\.xml$/;
const OFD_PARTS = /^Doc_\d+\/Pages\/Page_\d+\/Content\.xml$/;

export const wordText = (zip: ZipReader, sink: TextSink) => partsText(zip, sink, WORD_PARTS, WORD, true);
export const slidesText = (zip: ZipReader, sink: TextSink) => partsText(zip, sink, SLIDE_PARTS, SLIDES, true);
export const ofdText = (zip: ZipReader, sink: TextSink) => partsText(zip, sink, OFD_PARTS, OFD, true);
/** Comments, shapes and charts of a workbook. */
export const sheetNotesText = (zip: ZipReader, sink: TextSink) =>
  partsText(zip, sink, SHEET_NOTES, SLIDES, false);

export function openDocumentText(zip: ZipReader, sink: TextSink): void {
  const manifest = zip.read('META-INF/manifest.xml');
  if (manifest?.includes('encryption-data') === true) throw new FileFault('encrypted');
  partsText(zip, sink, /^(?:Object \d+\/)?content\.xml$/, OPEN, true);
}

/** XML by itself, as the workbooks of Excel 2003, or an invoice: whatever its elements hold. */
export function flatXmlText(octets: Buffer, sink: TextSink): void {
  walkXml(octets, { open() {}, text: (piece) => void sink.add(piece.trim()), close() {} });
}

/** @param demanded one of them is the document itself: without any, the file is damaged. */
function partsText(zip: ZipReader, sink: TextSink, parts: RegExp, markup: Markup, demanded: boolean): void {
  const names = zip.names
    .filter((name) => parts.test(name))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  if (demanded && names.length === 0) throw new FileFault('damaged');
  for (const name of names) {
    if (sink.isFull) return sink.leave('too-large');
    xmlText(zip.demand(name), markup, sink);
  }
}

function xmlText(xml: Buffer, markup: Markup, sink: TextSink): void {
  let line = '';
  let depth = 0;
  const end = () => {
    sink.add(line.trim());
    line = '';
  };
  walkXml(xml, {
    open(name) {
      if (markup.text.has(name)) depth++;
      if (markup.gap.has(name)) line += '\t';
    },
    text(piece) {
      if (depth > 0 && !sink.isFull) line += piece;
    },
    close(name) {
      if (markup.text.has(name)) depth--;
      if (markup.line.has(name)) end();
    },
  });
  end();
}
