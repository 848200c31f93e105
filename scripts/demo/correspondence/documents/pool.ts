/** The papers that mails carry: a few dozen, made once. */
import { COMPANY } from '../company.ts';
import { logo, productPhoto, slip } from '../png.ts';
import { PRODUCTS } from '../products.ts';
import type { FileRef } from '../types.ts';
import { fillIn, layOut, layOutCatalogue, PAPERS } from './pdf.ts';
import { packingList, priceList } from './xlsx.ts';

export interface PooledFile {
  readonly contentType: string;
  readonly content: Buffer;
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PDF = 'application/pdf';
/** Pictures kept; each is drawn once and used by several mails. */
const PICTURES_PER_KIND = 24;

export interface DocumentPool {
  /** @throws RangeError for a document that the pool does not have. */
  file(ref: FileRef): PooledFile;
}

export async function createDocumentPool(): Promise<DocumentPool> {
  const files = new Map<string, PooledFile>();
  for (const kind of Object.keys(PAPERS)) {
    files.set(`pdf:${kind}`, { contentType: PDF, content: await layOut(kind) });
  }
  for (const product of PRODUCTS) {
    files.set(`prices:${product.code}`, { contentType: XLSX, content: await priceList(product) });
    files.set(`packing:${product.code}`, { contentType: XLSX, content: await packingList(product) });
  }
  const names = PRODUCTS.map((product) => product.names.en);
  files.set('catalogue:tools', {
    contentType: PDF,
    content: await layOutCatalogue('Hand tools', names.slice(0, 7)),
  });
  files.set('catalogue:fittings', {
    contentType: PDF,
    content: await layOutCatalogue('Fittings', names.slice(7)),
  });

  const pictures = new Map<string, PooledFile>();
  function picture(document: string): PooledFile {
    const known = pictures.get(document);
    if (known !== undefined) return known;
    const [kind, label = ''] = document.split(/:(.*)/s);
    const draw = { photo: productPhoto, slip, logo }[kind as 'photo' | 'slip' | 'logo'];
    if (draw === undefined) throw new RangeError(`no such document: ${document}`);
    const made = { contentType: 'image/png', content: draw(label) };
    pictures.set(document, made);
    return made;
  }

  return {
    file(ref) {
      const pooled = files.get(ref.document);
      if (pooled === undefined) return picture(ref.document);
      if (!ref.document.startsWith('pdf:')) return pooled;
      return { contentType: PDF, content: fillIn(pooled.content, { BUYER: COMPANY.name, ...ref.fields }) };
    },
  };
}

/** The name of a pooled picture of a kind, so that the number of different ones stays small. */
export const pictureOf = (kind: 'photo' | 'slip', label: string, n: number): string =>
  `${kind}:${label}-${Math.abs(n) % PICTURES_PER_KIND}`;
