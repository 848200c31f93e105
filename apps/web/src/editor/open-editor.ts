/** One editing surface: made on an element, told of what is done there, gone with `destroy`. */
import type { Node, Slice } from 'prosemirror-model';
import { EditorState, type Transaction } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { cleanPaste } from './clean-paste.ts';
import { readLetter, writeLetter } from './mail-html.ts';
import { nodeType, typing } from './plugins.ts';

export interface Picture {
  /** Where the page shows it from. */
  readonly src: string;
  readonly cid: string;
}

export interface EditorOptions {
  readonly html: string;
  readonly label: string;
  readonly placeholder: string;
  /** Where the page shows a picture of the letter from. */
  readonly srcOf: (cid: string) => string | null;
  /** Keeps a picture of the clipboard with the letter. Null: it was refused, and said so. */
  readonly addPicture: ((file: Blob) => Promise<Picture | null>) | null;
  /** Files dropped on the text that are no pictures. */
  readonly onFiles: (files: File[]) => void;
  readonly onChange: () => void;
  readonly onSelection: () => void;
  readonly onSend: () => void;
  readonly onLink: () => void;
  readonly onPicturesLeftOut: (count: number) => void;
}

export interface OpenEditor {
  readonly view: EditorView;
  html(): string;
  /** The words alone. */
  text(): string;
  setHtml(html: string): void;
  focus(at: 'start' | 'end'): void;
  insertText(text: string): void;
  addPictures(files: readonly Blob[]): void;
  destroy(): void;
}

const PICTURE = /^image\/(?:png|jpeg|gif|webp)$/;
/** Pixels; wider than a mail's column is only scrolled. */
const WIDEST = 640;

export function openEditor(place: HTMLElement, options: EditorOptions): OpenEditor {
  const plugins = typing(options);
  const stateOf = (html: string) => EditorState.create({ doc: readLetter(html, options.srcOf), plugins });
  const view: EditorView = new EditorView(place, {
    state: stateOf(options.html),
    attributes: {
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': options.label,
      spellcheck: 'true',
    },
    dispatchTransaction(transaction: Transaction) {
      view.updateState(view.state.apply(transaction));
      if (transaction.docChanged) options.onChange();
      options.onSelection();
    },
    handlePaste: (_view, event) => takeFiles(event.clipboardData, null),
    handleDrop: (_view, event): boolean =>
      takeFiles(
        event.dataTransfer,
        view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? null,
      ),
    transformPastedHTML: (html) => {
      const { html: clean, picturesLeftOut } = cleanPaste(html);
      if (picturesLeftOut > 0) options.onPicturesLeftOut(picturesLeftOut);
      return clean;
    },
    transformPasted: (slice) => keepPastedPictures(slice),
  });

  /** Excel and Word put a picture of the text beside the text: where there is text, it is what is meant. */
  function takeFiles(data: DataTransfer | null, at: number | null): boolean {
    const files = [...(data?.files ?? [])];
    if (files.length === 0 || (data !== null && saysSomething(data))) return false;
    const pictures = options.addPicture === null ? [] : files.filter(({ type }) => PICTURE.test(type));
    void addAll(pictures, at);
    const rest = files.filter((file) => !pictures.includes(file));
    if (rest.length > 0) options.onFiles(rest);
    return true;
  }

  async function addAll(files: readonly Blob[], at: number | null): Promise<void> {
    let place = at;
    for (const file of files) {
      const [picture, width] = await Promise.all([options.addPicture?.(file) ?? null, widthOf(file)]);
      if (picture === null || view.isDestroyed) continue;
      const image = nodeType('image').create({ ...picture, width: Math.min(width, WIDEST) || null });
      const from = place === null ? null : Math.min(place, view.state.doc.content.size);
      view.dispatch(
        from === null ? view.state.tr.replaceSelectionWith(image, false) : view.state.tr.insert(from, image),
      );
      if (place !== null) place += 1;
    }
  }

  /** Pictures within pasted text are files of the letter from now on. */
  function keepPastedPictures(slice: Slice): Slice {
    const foreign: string[] = [];
    slice.content.descendants((node) => {
      if (node.type.name === 'image' && String(node.attrs['src']).startsWith('data:'))
        foreign.push(String(node.attrs['src']));
    });
    for (const src of new Set(foreign)) void settlePicture(src);
    return slice;
  }

  async function settlePicture(src: string): Promise<void> {
    const file = blobOf(src);
    const picture = file === null ? null : await (options.addPicture?.(file) ?? null);
    if (view.isDestroyed) return;
    const { tr } = view.state;
    view.state.doc.descendants((node, at) => {
      if (node.type.name !== 'image' || node.attrs['src'] !== src) return;
      if (picture === null) tr.delete(tr.mapping.map(at), tr.mapping.map(at + node.nodeSize));
      else tr.setNodeMarkup(tr.mapping.map(at), null, { ...node.attrs, ...picture });
    });
    view.dispatch(tr.setMeta('addToHistory', false));
  }

  return {
    view,
    html: () => writeLetter(view.state.doc),
    text: () => textOf(view.state.doc),
    setHtml: (html) => {
      view.updateState(stateOf(html));
      options.onSelection();
    },
    focus: (at) => {
      const { selection } = EditorState.create({ doc: view.state.doc });
      view.focus();
      if (at === 'start') view.dispatch(view.state.tr.setSelection(selection).scrollIntoView());
    },
    insertText: (text) => {
      view.dispatch(view.state.tr.insertText(text).scrollIntoView());
      view.focus();
    },
    addPictures: (files) => void addAll(files, null),
    destroy: () => view.destroy(),
  };
}

/** Whether there is text worth taking, beside the files. */
function saysSomething(data: DataTransfer): boolean {
  if (data.getData('text/plain').trim() !== '') return true;
  const html = data.getData('text/html');
  return (
    /<(?:p|div|table|li|h[1-6])\b/i.test(html) &&
    html.replace(/<style[\s\S]*?<\/style>|<[^>]*>/gi, '').trim() !== ''
  );
}

const textOf = (doc: Node) =>
  doc.textBetween(0, doc.content.size, '\n', (leaf) => (leaf.type.name === 'hard_break' ? '\n' : ''));

function blobOf(dataUrl: string): Blob | null {
  const match = /^data:(image\/[a-z]+);base64,([A-Za-z0-9+/=\s]+)$/i.exec(dataUrl);
  if (match === null) return null;
  try {
    const octets = Uint8Array.from(atob((match[2] ?? '').replace(/\s/g, '')), (letter) =>
      letter.charCodeAt(0),
    );
    return new Blob([octets], { type: (match[1] ?? '').toLowerCase() });
  } catch {
    return null;
  }
}

async function widthOf(file: Blob): Promise<number> {
  try {
    const picture = await createImageBitmap(file);
    const { width } = picture;
    picture.close();
    return width;
  } catch {
    return 0;
  }
}
