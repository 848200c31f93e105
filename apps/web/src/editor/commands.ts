/** What the buttons do, and which of them are pressed. */
import { setBlockType, toggleMark, wrapIn } from 'prosemirror-commands';
import type { MarkType } from 'prosemirror-model';
import { liftListItem, wrapInList } from 'prosemirror-schema-list';
import { type Command, type EditorState, NodeSelection, TextSelection } from 'prosemirror-state';
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  isInTable,
  mergeCells,
  splitCell,
  toggleHeaderRow,
} from 'prosemirror-tables';
import { markType, nodeType } from './plugins.ts';

export const MARKS = ['strong', 'em', 'underline', 'strike'] as const;
export type MarkName = (typeof MARKS)[number];

export const toggle = (name: MarkName): Command => toggleMark(markType(name));

export function isMarked(state: EditorState, type: MarkType): boolean {
  const { from, $from, to, empty } = state.selection;
  return empty
    ? type.isInSet(state.storedMarks ?? $from.marks()) !== undefined
    : state.doc.rangeHasMark(from, to, type);
}

/** Sets a mark that has a value, or takes it off. */
export function setMark(name: 'colour' | 'highlight' | 'size', value: string | null): Command {
  return (state, dispatch) => {
    const type = markType(name);
    const { ranges, empty } = state.selection;
    if (dispatch) {
      const { tr } = state;
      if (empty) {
        tr.removeStoredMark(type);
        if (value !== null) tr.addStoredMark(type.create({ value }));
      }
      for (const { $from, $to } of ranges) {
        tr.removeMark($from.pos, $to.pos, type);
        if (value !== null) tr.addMark($from.pos, $to.pos, type.create({ value }));
      }
      dispatch(tr);
    }
    return true;
  };
}

export function toggleList(kind: 'bullet_list' | 'ordered_list'): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    for (let depth = $from.depth; depth > 0; depth--) {
      const { type } = $from.node(depth);
      if (type === nodeType(kind)) return liftListItem(nodeType('list_item'))(state, dispatch);
      if (type === nodeType('bullet_list') || type === nodeType('ordered_list')) {
        const other = nodeType(kind);
        dispatch?.(
          state.tr.setNodeMarkup($from.before(depth), other, {
            ...(kind === 'ordered_list' ? { order: 1 } : {}),
          }),
        );
        return true;
      }
    }
    return wrapInList(nodeType(kind))(state, dispatch);
  };
}

export const isInList = (state: EditorState, kind: 'bullet_list' | 'ordered_list'): boolean => {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    const { name } = $from.node(depth).type;
    if (name === 'bullet_list' || name === 'ordered_list') return name === kind;
  }
  return false;
};

export const setHeading = (level: number | null): Command =>
  level === null ? setBlockType(nodeType('paragraph')) : setBlockType(nodeType('heading'), { level });

export const quote: Command = wrapIn(nodeType('blockquote'));

/** Of every line in the selection. */
export function setBlock(attrs: { readonly align?: string | null; readonly dir?: string | null }): Command {
  return (state, dispatch) => {
    const { from, to } = state.selection;
    const { tr } = state;
    state.doc.nodesBetween(from, to, (node, at) => {
      if (node.isTextblock) tr.setNodeMarkup(at, null, { ...node.attrs, ...attrs });
    });
    dispatch?.(tr);
    return true;
  };
}

export function insertTable(rows: number, columns: number): Command {
  return (state, dispatch) => {
    const cell = nodeType('table_cell').createAndFill();
    if (cell === null) return false;
    const row = nodeType('table_row').create(
      null,
      Array.from({ length: columns }, () => cell),
    );
    const table = nodeType('table').create(
      null,
      Array.from({ length: rows }, () => row),
    );
    if (dispatch) {
      const at = state.selection.from;
      const tr = state.tr.replaceSelectionWith(table);
      // Into the first cell.
      dispatch(
        tr
          .setSelection(TextSelection.near(tr.doc.resolve(Math.min(at + 3, tr.doc.content.size))))
          .scrollIntoView(),
      );
    }
    return true;
  };
}

export const TABLE_ACTIONS = {
  addRow: addRowAfter,
  addColumn: addColumnAfter,
  removeRow: deleteRow,
  removeColumn: deleteColumn,
  headerRow: toggleHeaderRow,
  merge: mergeCells,
  split: splitCell,
  remove: deleteTable,
} as const satisfies Record<string, Command>;
export type TableAction = keyof typeof TABLE_ACTIONS;
export { isInTable };

/** The link at the cursor or in the selection. */
export function linkAt(state: EditorState): { href: string; from: number; to: number } | null {
  const type = markType('link');
  const { $from, from, to } = state.selection;
  let found: { href: string; from: number; to: number } | null = null;
  const look = (start: number, end: number) =>
    state.doc.nodesBetween(start, end, (node, at) => {
      const link = type.isInSet(node.marks);
      if (link && found === null)
        found = { href: String(link.attrs['href']), from: at, to: at + node.nodeSize };
    });
  if (from === to) look(Math.max($from.start(), from - 1), Math.min($from.end(), to + 1));
  else look(from, to);
  return found;
}

/** @param text what is shown, where nothing is selected. */
export function setLink(href: string | null, text: string): Command {
  return (state, dispatch) => {
    const type = markType('link');
    const there = linkAt(state);
    const { from, to, empty } = state.selection;
    const { tr } = state;
    const range = there ?? (empty ? null : { from, to });
    if (range !== null) tr.removeMark(range.from, range.to, type);
    if (href !== null) {
      if (range !== null) tr.addMark(range.from, range.to, type.create({ href }));
      else tr.insert(from, state.schema.text(text === '' ? href : text, [type.create({ href })]));
    }
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

/** http:// where nothing is said; null for what is no address to follow. */
export function readHref(text: string): string | null {
  const value = text.trim();
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return `mailto:${value}`;
  const whole = /^(?:https?:|mailto:|tel:)/i.test(value) ? value : `https://${value}`;
  return URL.canParse(whole) && /\./.test(whole) ? whole : null;
}

export function chosenImage(state: EditorState): NodeSelection | null {
  const { selection } = state;
  return selection instanceof NodeSelection && selection.node.type.name === 'image' ? selection : null;
}

export const setImageWidth =
  (width: number | null): Command =>
  (state, dispatch) => {
    const chosen = chosenImage(state);
    if (chosen === null) return false;
    dispatch?.(state.tr.setNodeMarkup(chosen.from, null, { ...chosen.node.attrs, width }));
    return true;
  };

/** Takes off what a pasted text brought along. */
export const plain: Command = (state, dispatch) => {
  const { from, to } = state.selection;
  const { tr } = state;
  for (const name of ['strong', 'em', 'underline', 'strike', 'colour', 'highlight', 'size'])
    tr.removeMark(from, to, markType(name));
  tr.setStoredMarks([]);
  dispatch?.(tr);
  return true;
};
