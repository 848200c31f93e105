/** The text of a PDF, line by line as it stands on the page. */
import { FileFault } from './file-fault.ts';
import { readPdf } from './read-pdf.ts';
import { lineOf, type TextSink } from './text-sink.ts';

/** A catalogue has some hundreds of pages. */
const BOUNDS = { pages: 1_000, pieces: 300_000 };

/** @throws FileFault. */
export async function pdfText(octets: Buffer, sink: TextSink): Promise<void> {
  let file: Awaited<ReturnType<typeof readPdf>>;
  try {
    file = await readPdf(octets, BOUNDS);
  } catch (error) {
    const encrypted = error instanceof Error && error.name === 'PasswordException';
    throw new FileFault(encrypted ? 'encrypted' : 'damaged', { cause: error });
  }
  for (const rows of file.pages) for (const row of rows) sink.add(lineOf(row));
  if (file.cut) sink.leave('too-large');
}
