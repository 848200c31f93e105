/** What a letter is made of, as text and as HTML. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'image'; readonly file: string };

export const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** CJK characters stand two columns wide in a fixed-pitch reader. */
const columns = (text: string): number =>
  [...text].reduce((sum, char) => sum + (char >= '\u2e80' && char <= '\uffef' ? 2 : 1), 0);

function tableText(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => columns(row[i] ?? ''))));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell + ' '.repeat(Math.max(0, (widths[i] ?? 0) - columns(cell))))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function tableHtml(rows: readonly (readonly string[])[], border: string): string {
  const cell = (text: string, tag: 'th' | 'td') =>
    `<${tag} style="border:1px solid ${border};padding:3px 8px;text-align:left">${escapeHtml(text)}</${tag}>`;
  const lines = rows.map(
    (row, i) => `<tr>${row.map((text) => cell(text, i === 0 ? 'th' : 'td')).join('')}</tr>`,
  );
  return `<table style="border-collapse:collapse;margin:8px 0">\n${lines.join('\n')}\n</table>`;
}

export function blocksToText(blocks: readonly Block[]): string {
  // A picture has no words: the programs that leave a mark for it leave one of their own.
  return blocks
    .flatMap((block) =>
      block.kind === 'text' ? [block.text] : block.kind === 'table' ? [tableText(block.rows)] : [],
    )
    .join('\n\n');
}

export function textToHtml(text: string, tag: 'p' | 'div'): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => `<${tag}>${escapeHtml(paragraph).replace(/\n/g, '<br>\n')}</${tag}>`)
    .join(tag === 'div' ? '\n<div><br></div>\n' : '\n');
}

/** @param contentId gives the Content-ID of an inline picture. */
export function blocksToHtml(
  blocks: readonly Block[],
  tag: 'p' | 'div',
  contentId: (file: string) => string,
): string {
  return blocks
    .map((block) => {
      if (block.kind === 'text') return textToHtml(block.text, tag);
      if (block.kind === 'table') return tableHtml(block.rows, '#999999');
      return `<${tag}><img src="cid:${contentId(block.file)}" alt="" width="360"></${tag}>`;
    })
    .join('\n');
}
