/** Columns of text, padded; numbers to the right. Chinese characters take two columns on a terminal. */
export function table(
  head: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string[] {
  const cells = rows.map((row) => row.map((cell) => (cell === null ? '–' : String(cell))));
  const widths = head.map((title, index) =>
    Math.max(columnsOf(title), ...cells.map((row) => columnsOf(row[index] ?? ''))),
  );
  const right = head.map(
    (_, index) => rows.length > 0 && rows.every((row) => typeof row[index] !== 'string'),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) => {
        const space = ' '.repeat((widths[index] ?? 0) - columnsOf(cell));
        return right[index] ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd();
  return [line(head), ...cells.map(line)];
}

/** East Asian wide and full-width characters (Unicode Annex 11), as far as mail has them. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/gu;

function columnsOf(text: string): number {
  return [...text].length + (text.match(WIDE)?.length ?? 0);
}
