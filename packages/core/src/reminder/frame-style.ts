/** How our mails look: the web app's ink, paper and one blue. On every cell, for Word hands no style down. */
import type { Tone } from './mail-document.ts';

export const COLOURS = {
  page: '#f4f5f3',
  card: '#ffffff',
  ink: '#1c2429',
  soft: '#5c686e',
  rule: '#e4e7e6',
  link: '#1b5876',
  late: '#b3362b',
  warn: '#a45f00',
  mark: '#eaf1f4',
} as const;

/** Single quotes: it stands in attributes. */
export const FONT =
  "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;mso-line-height-rule:exactly;";
export const INK = `${FONT}color:${COLOURS.ink};`;

/** Pixels above, at both sides, below. */
export const cell = (top: number, side: number, bottom: number): string =>
  `${FONT}padding:${top}px ${side}px ${bottom}px`;

export const toneColour = (tone: Tone | undefined): string =>
  tone === 'late' ? COLOURS.late : tone === 'warn' ? COLOURS.warn : COLOURS.ink;
