/**
 * The text of a PDF (ISO 32000-2) as rows of cells, by where its pieces stand on the page. A scanned page has none. Runs in
 * a thread that can be killed: what a file makes pdf.js do is bounded by that alone.
 */
import { getDocumentProxy } from 'unpdf';
import { layOut, type Piece } from './lay-out.ts';

/** A quotation has a few pages; a catalogue is read by eye. */
const MOST_PAGES = 20;
const MOST_PIECES = 20_000;

/** @returns pages of rows of cells. @throws whatever pdf.js makes of a file that is none, or has a password. */
export async function readPdf(octets: Uint8Array): Promise<string[][][]> {
  const document = await getDocumentProxy(new Uint8Array(octets), {
    // No font of a file is loaded.
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: false,
    verbosity: 0,
  });
  try {
    const pages: string[][][] = [];
    let read = 0;
    for (let number = 1; number <= Math.min(document.numPages, MOST_PAGES) && read < MOST_PIECES; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const pieces: Piece[] = [];
      for (const item of items) {
        if (!('str' in item) || item.str.trim() === '') continue;
        if (read++ >= MOST_PIECES) break;
        const [, , , , x = 0, y = 0] = item.transform as number[];
        pieces.push({ text: item.str, x, y, width: item.width, height: item.height });
      }
      pages.push(layOut(pieces));
      page.cleanup();
    }
    return pages;
  } finally {
    await document.loadingTask.destroy();
  }
}
