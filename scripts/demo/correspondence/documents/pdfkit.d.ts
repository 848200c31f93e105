/** The little of pdfkit that the papers use; the package brings no types of its own. */
declare module 'pdfkit' {
  import type { Readable } from 'node:stream';

  interface PdfOptions {
    size: string;
    margin: number;
    compress: boolean;
    info: Record<string, string | Date>;
  }

  export default class PDFDocument extends Readable {
    constructor(options: PdfOptions);
    font(name: string): this;
    fontSize(points: number): this;
    text(text: string, options?: { lineBreak?: boolean }): this;
    moveDown(lines?: number): this;
    addPage(): this;
    image(source: Buffer, options?: { width?: number }): this;
    end(): void;
  }
}
