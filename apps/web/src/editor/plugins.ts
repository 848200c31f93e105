/** How the text is typed: keys, marks of lists, undo, tables, what is said while it is empty. */
import { baseKeymap, chainCommands, exitCode, toggleMark } from 'prosemirror-commands';
import { gapCursor } from 'prosemirror-gapcursor';
import { history, redo, undo } from 'prosemirror-history';
import { InputRule, inputRules, wrappingInputRule } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list';
import { type Command, Plugin } from 'prosemirror-state';
import { goToNextCell, tableEditing } from 'prosemirror-tables';
import { Decoration, DecorationSet } from 'prosemirror-view';
import { isBlank } from './mail-html.ts';
import { letterSchema } from './schema.ts';

const { marks, nodes } = letterSchema;
const node = (name: string) => {
  const type = nodes[name];
  if (type === undefined) throw new TypeError(`no node ${name}`);
  return type;
};
const mark = (name: string) => {
  const type = marks[name];
  if (type === undefined) throw new TypeError(`no mark ${name}`);
  return type;
};
export { mark as markType, node as nodeType };

const newLine: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(node('hard_break').create()).scrollIntoView());
  return true;
};

interface TypingOptions {
  placeholder: string;
  onSend: () => void;
  onLink: () => void;
}

export function typing({ placeholder, onSend, onLink }: TypingOptions): Plugin[] {
  const item = node('list_item');
  return [
    inputRules({
      rules: [
        wrappingInputRule(/^\s*[-*]\s$/, node('bullet_list')),
        wrappingInputRule(
          /^(\d{1,3})[.)、]\s$/,
          node('ordered_list'),
          (match) => ({ order: Number(match[1]) }),
          (match, before) => before.childCount + Number(before.attrs['order']) === Number(match[1]),
        ),
        linkTyped,
      ],
    }),
    keymap({
      'Mod-Enter': () => {
        onSend();
        return true;
      },
      'Mod-k': () => {
        onLink();
        return true;
      },
      'Mod-b': toggleMark(mark('strong')),
      'Mod-i': toggleMark(mark('em')),
      'Mod-u': toggleMark(mark('underline')),
      'Mod-z': undo,
      'Mod-y': redo,
      'Mod-Shift-z': redo,
      Enter: splitListItem(item),
      'Shift-Enter': chainCommands(exitCode, newLine),
      Tab: chainCommands(goToNextCell(1), sinkListItem(item)),
      'Shift-Tab': chainCommands(goToNextCell(-1), liftListItem(item)),
    }),
    keymap(baseKeymap),
    history(),
    gapCursor(),
    tableEditing(),
    decorated(placeholder),
  ];
}

/** What looks like an address becomes a link when the word ends. */
const linkTyped = new InputRule(
  /(?:^|\s)((?:https?:\/\/|www\.)[^\s<>"]{3,500})\s$/,
  (state, match, start, end) => {
    const text = (match[1] ?? '').replace(/[.,;:!?)，。；：！？）]+$/u, '');
    if (text.length < 6) return null;
    const from = start + match[0].indexOf(text);
    const href = text.startsWith('www.') ? `https://${text}` : text;
    return state.tr
      .insertText(' ', end)
      .addMark(from, from + text.length, mark('link').create({ href }))
      .removeStoredMark(mark('link'));
  },
);

/** {{contact.name}}: what is filled in when the letter is made. */
const FIELD = /\{\{[^{}]{1,100}\}\}/g;

function decorated(placeholder: string): Plugin {
  return new Plugin({
    props: {
      decorations: ({ doc }) => {
        const found: Decoration[] = [];
        if (isBlank(doc) && doc.childCount === 1)
          found.push(Decoration.node(0, doc.firstChild?.nodeSize ?? 2, { 'data-placeholder': placeholder }));
        doc.descendants((child, at) => {
          if (!child.isText) return;
          for (const { index, 0: text } of (child.text ?? '').matchAll(FIELD))
            found.push(Decoration.inline(at + index, at + index + text.length, { 'data-field': 'true' }));
        });
        return DecorationSet.create(doc, found);
      },
    },
  });
}
