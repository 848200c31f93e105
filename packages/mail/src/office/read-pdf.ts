/**
 * The text of a PDF (ISO 32000-2) as rows of cells, by where its pieces stand on the page. A scanned page has none. Runs in
 * a thread that can be killed: what a file makes pdf.js do is bounded by that alone.
 */
import { fileURLToPath } from 'node:url';
import { getDocumentProxy } from 'unpdf';
import { layOut, type Piece } from './lay-out.ts';

export interface PdfBounds {
  readonly pages: number;
  /** Pieces of text: a line has one or some. */
  readonly pieces: number;
}

/** A quotation has a few pages; a catalogue is read by eye. */
const QUOTE_BOUNDS: PdfBounds = { pages: 20, pieces: 20_000 };

/**
 * Encodings of Chinese, Japanese and Korean (UniGB-UCS2-H, GBK-EUC-H …) that a file names without bringing them: without
 * these tables its text is none.
 */
const CMAPS = fileURLToPath(new URL('./cmaps/', import.meta.resolve('pdfjs-dist/package.json')));

export interface PdfText {
  /** Of each page its rows of cells. */
  readonly pages: string[][][];
  /** Not all of it was read. */
  readonly cut: boolean;
}

/** @throws whatever pdf.js makes of a file that is none, or has a password. */
export async function readPdf(octets: Uint8Array, bounds: PdfBounds = QUOTE_BOUNDS): Promise<PdfText> {
  const document = await getDocumentProxy(new Uint8Array(octets), {
    // No font of a file is loaded.
    disableFontFace: true,
    useSystemFonts: false,
    cMapUrl: CMAPS,
    cMapPacked: true,
    stopAtErrors: false,
    verbosity: 0,
  });
  try {
    const pages: string[][][] = [];
    let read = 0;
    for (
      let number = 1;
      number <= Math.min(document.numPages, bounds.pages) && read < bounds.pieces;
      number++
    ) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const pieces: Piece[] = [];
      for (const item of items) {
        if (!('str' in item) || item.str.trim() === '') continue;
        if (read++ >= bounds.pieces) break;
        const [, , , , x = 0, y = 0] = item.transform as number[];
        pieces.push({ text: item.str, x, y, width: item.width, height: item.height });
      }
      pages.push(layOut(pieces));
      page.cleanup();
    }
    return { pages, cut: pages.length < document.numPages || read > bounds.pieces };
  } finally {
    await document.loadingTask.destroy();
  }
}
