/** Text of workbooks in which characters that XML does not take, or does not keep, are written as `_x000D_`. */

/** ECMA-376 part 1, 22.9.2.19 (ST_Xstring); `_x005F_` is the low line in front of what only looks so. */
export const unescapeXlsx = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
