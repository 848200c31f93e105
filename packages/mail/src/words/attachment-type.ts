/** What kind of file an attachment is, as people ask for it (`type:`). */

export type AttachmentType =
  | 'pdf'
  | 'document'
  | 'spreadsheet'
  | 'presentation'
  | 'image'
  | 'archive'
  | 'text'
  | 'mail'
  | 'other';

const BY_EXTENSION: Readonly<Record<AttachmentType, readonly string[]>> = {
  pdf: ['pdf'],
  document: ['doc', 'docx', 'docm', 'dot', 'dotx', 'odt', 'rtf', 'wps', 'pages'],
  spreadsheet: ['xls', 'xlsx', 'xlsm', 'xlsb', 'ods', 'csv', 'tsv', 'et', 'numbers'],
  presentation: ['ppt', 'pptx', 'pps', 'ppsx', 'odp', 'dps', 'key'],
  image: ['png', 'jpg', 'jpeg', 'gif', 'bmp', 'tif', 'tiff', 'webp', 'heic', 'svg', 'psd', 'ai'],
  archive: ['zip', 'rar', '7z', 'tar', 'gz', 'tgz', 'bz2', 'xz'],
  text: ['txt', 'md', 'log', 'htm', 'html', 'xml', 'json'],
  mail: ['eml', 'msg'],
  other: [],
};

const TYPES = Object.keys(BY_EXTENSION) as AttachmentType[];
const OF_EXTENSION = new Map(TYPES.flatMap((type) => BY_EXTENSION[type].map((end) => [end, type] as const)));

/** The name's ending is believed first: most programs send `application/octet-stream`. */
export function attachmentType(fileName: string | null, contentType: string): AttachmentType {
  const end = /\.([a-z0-9]{1,8})$/i.exec(fileName ?? '')?.[1]?.toLowerCase();
  return (end === undefined ? undefined : OF_EXTENSION.get(end)) ?? ofContentType(contentType.toLowerCase());
}

function ofContentType(type: string): AttachmentType {
  if (type === 'application/pdf') return 'pdf';
  if (type === 'message/rfc822') return 'mail';
  if (type.startsWith('image/')) return 'image';
  if (/spreadsheet|ms-?excel|text\/csv/.test(type)) return 'spreadsheet';
  if (/presentation|powerpoint/.test(type)) return 'presentation';
  if (/msword|wordprocessing|opendocument\.text|rtf/.test(type)) return 'document';
  if (/zip|compressed|x-(?:7z|rar|tar|gzip)/.test(type)) return 'archive';
  return type.startsWith('text/') ? 'text' : 'other';
}
