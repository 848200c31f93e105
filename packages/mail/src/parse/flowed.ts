/** Paragraphs of format=flowed text (RFC 3676 4.2): lines that end in a blank go on in the next one. */

/** @param deleteSpace DelSp=yes: the blank was added for the format and goes (Chinese, Japanese) */
export function unflow(text: string, deleteSpace: boolean): string {
  const out: string[] = [];
  let open = false;
  let openDepth = 0;
  for (const line of text.split('\n')) {
    const depth = quoteDepth(line);
    let content = line.slice(depth);
    // RFC 3676 4.4: space-stuffing
    if (content.startsWith(' ')) content = content.slice(1);
    const signature = content === '-- ';
    const flowed = content.endsWith(' ') && !signature;
    const shown = flowed && deleteSpace ? content.slice(0, -1) : content;
    if (open && depth === openDepth && !signature) out[out.length - 1] += shown;
    else out.push((depth > 0 ? `${'>'.repeat(depth)} ` : '') + shown);
    open = flowed;
    openDepth = depth;
  }
  return out.join('\n');
}

function quoteDepth(line: string): number {
  let depth = 0;
  while (depth < line.length && line[depth] === '>') depth++;
  return depth;
}
