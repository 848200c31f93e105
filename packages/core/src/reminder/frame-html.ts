/**
 * A mail of ours as HTML. Tables with widths as attributes and styles on each cell, because Outlook lays mails out with
 * Word; nothing is loaded from anywhere; where a program knows `prefers-color-scheme`, a dark form of it.
 */
import { escapeHtml as esc } from './escape-html.ts';
import { ofItem, ofTable } from './frame-parts.ts';
import { cell, COLOURS, FONT, INK, toneColour } from './frame-style.ts';
import type { MailDocument, MailLink, MailSection } from './mail-document.ts';

/** Pixels: what fits beside a list of mails, and what printers and old programs expect. */
const WIDTH = 600;

const STYLE = `:root{color-scheme:light dark;supported-color-schemes:light dark}
body{margin:0;padding:0;-webkit-text-size-adjust:100%}
table{border-collapse:collapse;mso-table-lspace:0;mso-table-rspace:0}
@media (max-width:620px){.pad{padding-left:16px!important;padding-right:16px!important}.act{padding:9px 14px 9px 0!important}}
@media (prefers-color-scheme:dark){.page{background:#15191b!important}.card{background:#1e2427!important;border-color:#343c40!important}
.ink{color:#e6eaeb!important}.soft{color:#a3afb4!important}.late{color:#f0897d!important}.warn{color:#e2ad57!important}
.link{color:#8cc2dd!important}.rule{border-color:#343c40!important}.mark{background:#2c3438!important;color:#c6d0d4!important}.quote{border-color:#4a555a!important;color:#a3afb4!important}}`;

export function frameHtml(mail: MailDocument): string {
  const { locale, figures } = mail;
  const rows = [
    heading(mail),
    figures === undefined || figures.length === 0 ? '' : figureRow(figures),
    mail.lines === undefined ? '' : linesRow(mail.lines),
    ...mail.sections.map(sectionRows),
    mail.button === undefined ? '' : buttonRow(mail.button),
    `<tr><td class="pad" style="${cell(0, 24, 8)}">&nbsp;</td></tr>`,
  ];
  return `<!DOCTYPE html>
<html lang="${locale === 'zh-CN' ? 'zh-Hans' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><meta name="x-apple-disable-message-reformatting"><meta name="format-detection" content="telephone=no,date=no,address=no,email=no"><title>${esc(mail.subject)}</title>
<!--[if mso]><xml><o:OfficeDocumentSettings xmlns:o="urn:schemas-microsoft-com:office:office"><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><![endif]-->
<style>${STYLE}</style></head>
<body class="page" style="margin:0;padding:0;background:${COLOURS.page}">
<div style="display:none;font-size:1px;line-height:1px;max-height:0;max-width:0;opacity:0;overflow:hidden;mso-hide:all">${esc(mail.preheader)}${'&#847;&zwnj;&nbsp;'.repeat(40)}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${COLOURS.page}" style="background:${COLOURS.page}"><tr><td align="center" style="padding:16px 8px">
<!--[if mso]><table role="presentation" width="${WIDTH}" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${COLOURS.card}" style="max-width:${WIDTH}px;background:${COLOURS.card};border:1px solid ${COLOURS.rule}">
${rows.join('\n')}
</table>
${footer(mail)}
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body></html>
`;
}

function heading({ dateline, title, lead }: MailDocument): string {
  const intro =
    lead === undefined
      ? ''
      : `<div class="soft" style="${FONT}font-size:15px;line-height:22px;color:${COLOURS.soft};padding-top:6px">${esc(lead)}</div>`;
  return `<tr><td class="pad" style="${cell(20, 24, 4)}"><div class="soft" style="${FONT}font-size:13px;line-height:18px;color:${COLOURS.soft}"><strong class="link" style="color:${COLOURS.link}">Tradepost</strong>&nbsp; ${esc(dateline)}</div>
<div class="ink" style="${INK}font-size:22px;line-height:30px;font-weight:600;padding-top:8px">${esc(title)}</div>${intro}</td></tr>`;
}

function figureRow(figures: NonNullable<MailDocument['figures']>): string {
  const width = Math.floor(100 / figures.length);
  const cells = figures.map(
    ({ value, label, tone }) =>
      `<td width="${width}%" valign="top" style="${FONT}padding:10px 8px 10px 0"><div class="${tone === undefined || tone === 'normal' ? 'ink' : tone}" style="${FONT}font-size:26px;line-height:30px;font-weight:600;color:${toneColour(tone)}">${esc(value)}</div><div class="soft" style="${FONT}font-size:13px;line-height:18px;color:${COLOURS.soft}">${esc(label)}</div></td>`,
  );
  return `<tr><td class="pad" style="${cell(8, 24, 0)}"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>${cells.join('')}</tr></table></td></tr>`;
}

const linesRow = (lines: readonly string[]) =>
  `<tr><td class="pad" style="${cell(10, 24, 0)}">${lines
    .map(
      (line) =>
        `<div class="ink" style="${INK}font-size:16px;line-height:24px;padding-bottom:6px">${esc(line)}</div>`,
    )
    .join('')}</td></tr>`;

function sectionRows(section: MailSection): string {
  const tone = section.tone ?? 'normal';
  const count = section.count === undefined ? '' : ` <span style="color:inherit">${section.count}</span>`;
  const note =
    section.note === undefined
      ? ''
      : `<div class="soft" style="${FONT}font-size:13px;line-height:19px;color:${COLOURS.soft};padding-top:2px">${esc(section.note)}</div>`;
  const more =
    section.more === undefined
      ? ''
      : `<tr><td style="${FONT}padding:10px 0 2px">${link(section.more, 'font-size:14px;line-height:20px')}</td></tr>`;
  const items = (section.items ?? []).map(ofItem).join('');
  const table =
    section.table === undefined ? '' : `<tr><td style="padding:6px 0 0">${ofTable(section.table)}</td></tr>`;
  return `<tr><td class="pad" style="${cell(18, 24, 0)}"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="rule" style="${FONT}border-bottom:2px solid ${tone === 'late' ? COLOURS.late : tone === 'warn' ? COLOURS.warn : COLOURS.link};padding:0 0 6px"><div class="${tone === 'normal' ? 'ink' : tone}" style="${FONT}font-size:16px;line-height:22px;font-weight:600;color:${toneColour(tone)}">${esc(section.title)}${count}</div>${note}</td></tr>${items}${table}${more}</table></td></tr>`;
}

const link = ({ label, url }: MailLink, style: string) =>
  `<a class="link" href="${esc(url)}" style="${FONT}${style};color:${COLOURS.link};text-decoration:underline">${esc(label)}</a>`;

function buttonRow({ label, url }: MailLink): string {
  return `<tr><td class="pad" style="${cell(22, 24, 0)}"><table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td bgcolor="${COLOURS.link}" style="background:${COLOURS.link};border-radius:6px;padding:11px 22px"><a href="${esc(url)}" style="${FONT}font-size:15px;line-height:20px;font-weight:600;color:#ffffff;text-decoration:none">${esc(label)}</a></td></tr></table></td></tr>`;
}

function footer({ footer: lines, settings }: MailDocument): string {
  const said = lines.map((line) => `<div style="padding-bottom:4px">${esc(line)}</div>`).join('');
  const choose = settings === undefined ? '' : link(settings, 'font-size:12px;line-height:18px');
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:${WIDTH}px"><tr><td class="pad soft" style="${FONT}font-size:12px;line-height:18px;color:${COLOURS.soft};padding:14px 24px 20px">${said}${choose}</td></tr></table>`;
}
