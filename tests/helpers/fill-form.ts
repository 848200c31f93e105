/** A form of the product as an office program saves it once a person has filled it in: with shared strings. */
import ExcelJS from 'exceljs';

/** @param values by the label in the first column, without its star. */
export async function fillForm(form: Buffer, values: Readonly<Record<string, string>>): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(form as never);
  const [sheet] = workbook.worksheets;
  sheet?.eachRow((row) => {
    const label = row.getCell(1).text.replace(/ \*$/, '');
    const value = values[label];
    if (value !== undefined) row.getCell(2).value = value;
  });
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
