import {
  FileExcelOutlined,
  FileImageOutlined,
  FileOutlined,
  FilePdfOutlined,
  FileTextOutlined,
  FileWordOutlined,
  FileZipOutlined,
  MailOutlined,
} from '@ant-design/icons';

/** By the name's ending first: senders declare types carelessly. */
const KINDS: [RegExp, RegExp, typeof FileOutlined][] = [
  [/\.pdf$/i, /pdf/, FilePdfOutlined],
  [/\.(xlsx?|csv|ods|et)$/i, /sheet|excel|csv/, FileExcelOutlined],
  [/\.(docx?|odt|rtf|wps)$/i, /word|opendocument\.text|rtf/, FileWordOutlined],
  [/\.(png|jpe?g|gif|webp|bmp|tiff?|svg|heic)$/i, /^image\//, FileImageOutlined],
  [/\.(zip|rar|7z|gz|tar)$/i, /zip|rar|compressed/, FileZipOutlined],
  [/\.eml$/i, /^message\//, MailOutlined],
  [/\.(txt|md|log)$/i, /^text\//, FileTextOutlined],
];

export function FileIcon({ fileName, contentType }: { fileName: string | null; contentType: string }) {
  const named = fileName && KINDS.find(([ending]) => ending.test(fileName));
  const [, , Icon] = named || KINDS.find(([, type]) => type.test(contentType)) || [null, null, FileOutlined];
  return <Icon aria-hidden />;
}
