/** A mail of ours as plain text: a line for a thought; below each thing a line for each of its links. */
import type { MailDocument, MailItem, MailLink, MailSection, MailTable } from './mail-document.ts';

/** Line breaks in what people wrote would begin lines of their own. */
const flat = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();

export function frameText(mail: MailDocument): string {
  const zh = mail.locale === 'zh-CN';
  const [open, close] = zh ? ['（', '）'] : [' (', ')'];
  const parts: string[][] = [[flat(mail.title), ...(mail.lead === undefined ? [] : [flat(mail.lead)])]];
  if (mail.figures !== undefined && mail.figures.length > 0)
    parts.push([mail.figures.map(({ value, label }) => `${flat(label)} ${value}`).join(' · ')]);
  if (mail.lines !== undefined) parts.push(mail.lines.map(flat));
  for (const section of mail.sections) {
    const count = section.count === undefined ? '' : `${open}${section.count}${close}`;
    parts.push([`## ${flat(section.title)}${count}`, ...body(section)]);
  }
  if (mail.button !== undefined) parts.push([linkLine(mail.button)]);
  const settings = mail.settings === undefined ? [] : [linkLine(mail.settings)];
  parts.push(['-- ', flat(mail.dateline), ...mail.footer.map(flat), ...settings]);
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function body(section: MailSection): string[] {
  const note = section.note === undefined ? [] : [flat(section.note)];
  const items = (section.items ?? []).flatMap((item) => ['', ...ofItem(item)]);
  const table = section.table === undefined ? [] : ofTable(section.table);
  const more = section.more === undefined ? [] : ['', linkLine(section.more)];
  return [...note, ...items, ...table, ...more];
}

const linkLine = ({ label, url }: MailLink) => `${flat(label)}: ${url}`;

/** The address of the title is a line of its own only where no action leads there. */
function linksOf({ url, actions = [] }: MailItem): string[] {
  const named = actions.some((action) => action.url === url);
  return [...actions.map(linkLine), ...(url === undefined || named ? [] : [url])];
}

function ofItem(item: MailItem): string[] {
  const { number, title, marks, aside, lines, quote } = item;
  const mark = number === undefined ? '-' : `${number}.`;
  const beside = [...(marks ?? []), ...(aside === undefined ? [] : [aside])].map(flat);
  const head = [flat(title), ...beside].join(' · ');
  const indent = '   ';
  return [
    `${mark} ${head}`,
    ...(lines ?? []).map((line) => `${indent}${flat(line)}`),
    ...(quote === undefined ? [] : [`${indent}> ${flat(quote)}`]),
    ...linksOf(item).map((line) => `${indent}${line}`),
  ];
}

/** A line for each row: the first cell, then each number with its name. */
function ofTable({ columns, rows }: MailTable): string[] {
  return rows.map((row) => {
    const cells = row.map((cell) => flat(typeof cell === 'string' ? cell : cell.text));
    const named = cells.slice(1).map((cell, index) => `${flat(columns[index + 1]?.label ?? '')} ${cell}`);
    return `- ${cells[0] ?? ''}: ${named.join(', ')}`;
  });
}
