/** The parts of a section as rows of its table. */
import { escapeHtml as esc } from './escape-html.ts';
import { COLOURS, FONT, INK, toneColour } from './frame-style.ts';
import type { MailCell, MailItem, MailLink, MailTable } from './mail-document.ts';

/** A row: the number by which a reply names it, then all there is to it. */
export function ofItem({ number, title, url, marks, aside, tone, lines, quote, actions }: MailItem): string {
  const name =
    url === undefined
      ? `<strong class="ink" style="${INK}font-weight:600">${esc(title)}</strong>`
      : `<a class="link" href="${esc(url)}" style="${FONT}font-weight:600;color:${COLOURS.link};text-decoration:none">${esc(title)}</a>`;
  const beside = (marks ?? [])
    .map(
      (mark) =>
        ` <span class="mark" style="${FONT}font-size:12px;line-height:18px;color:${COLOURS.soft};background:${COLOURS.mark};border-radius:3px;white-space:nowrap">&nbsp;${esc(mark)}&nbsp;</span>`,
    )
    .join('');
  const late =
    aside === undefined
      ? ''
      : ` <span class="${tone === undefined || tone === 'normal' ? 'soft' : tone}" style="${FONT}font-size:13px;line-height:20px;white-space:nowrap;color:${tone === undefined || tone === 'normal' ? COLOURS.soft : toneColour(tone)}">&nbsp;${esc(aside)}</span>`;
  const said = (lines ?? []).map((line, index) => lineOf(line, index === 0)).join('');
  const words =
    quote === undefined
      ? ''
      : `<div class="quote" style="${FONT}font-size:13px;line-height:19px;color:${COLOURS.soft};border-left:3px solid ${COLOURS.rule};padding:1px 0 1px 9px;margin:4px 0 0">${esc(quote)}</div>`;
  const place = number === undefined ? '' : numberCell(number);
  return `<tr><td class="rule" style="border-bottom:1px solid ${COLOURS.rule};padding:11px 0 10px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>${place}<td valign="top" style="${FONT}"><div style="${FONT}font-size:15px;line-height:22px">${name}${beside}${late}</div>${said}${words}${actionRow(actions ?? [])}</td></tr></table></td></tr>`;
}

const numberCell = (number: number) =>
  `<td class="soft" width="26" valign="top" style="${FONT}font-size:13px;line-height:22px;color:${COLOURS.soft}">${number}.</td>`;

const lineOf = (text: string, first: boolean) =>
  first
    ? `<div class="ink" style="${INK}font-size:14px;line-height:20px;padding-top:1px">${esc(text)}</div>`
    : `<div class="soft" style="${FONT}font-size:13px;line-height:19px;color:${COLOURS.soft};padding-top:1px">${esc(text)}</div>`;

/** Far enough apart for a thumb. */
function actionRow(actions: readonly MailLink[]): string {
  if (actions.length === 0) return '';
  const cells = actions.map(
    ({ label, url }) =>
      `<td class="act" style="${FONT}padding:7px 18px 2px 0"><a class="link" href="${esc(url)}" style="${FONT}font-size:14px;line-height:20px;white-space:nowrap;color:${COLOURS.link};text-decoration:underline">${esc(label)}</a></td>`,
  );
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>${cells.join('')}</tr></table>`;
}

/** Numbers to the right, so that they can be compared. */
export function ofTable({ columns, rows }: MailTable): string {
  const side = (index: number) => (columns[index]?.number === true ? 'right' : 'left');
  const pad = (index: number) => (index === 0 ? '6px 6px 6px 0' : '6px 0 6px 6px');
  const head = columns.map(
    ({ label }, index) =>
      `<th class="soft rule" align="${side(index)}" valign="bottom" style="${FONT}font-size:12px;line-height:16px;font-weight:400;white-space:nowrap;text-align:${side(index)};color:${COLOURS.soft};border-bottom:1px solid ${COLOURS.rule};padding:${pad(index)}">${esc(label)}</th>`,
  );
  const body = rows.map(
    (row) => `<tr>${row.map((one, index) => bodyCell(one, side(index), pad(index))).join('')}</tr>`,
  );
  const named = columns.some(({ label }) => label !== '');
  return `<table width="100%" cellpadding="0" cellspacing="0" border="0">${named ? `<tr>${head.join('')}</tr>` : ''}${body.join('')}</table>`;
}

function bodyCell(value: string | MailCell, side: string, pad: string): string {
  const { text, url, tone }: MailCell = typeof value === 'string' ? { text: value } : value;
  const words =
    url === undefined
      ? esc(text)
      : `<a class="link" href="${esc(url)}" style="${FONT}color:${COLOURS.link};text-decoration:none">${esc(text)}</a>`;
  const colour = tone === undefined || tone === 'normal' ? 'ink' : tone;
  return `<td class="${colour} rule" align="${side}" valign="top" style="${FONT}font-size:14px;line-height:19px;color:${toneColour(tone)};border-bottom:1px solid ${COLOURS.rule};padding:${pad};text-align:${side}">${words}</td>`;
}
