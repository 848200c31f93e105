/** What people call a document, a sheet, a picture: by the name's ending, or the media type where the name has none. */
import type { FileGroup } from '@tradepost/contract';

const GROUPS = {
  document: {
    name: '\\.(pdf|docx?|odt|rtf|wps|txt|md|pptx?|odp|dps)$',
    type: '^(application/(pdf|msword|rtf|.*wordprocessingml.*|.*presentationml.*)|text/plain)$',
  },
  sheet: {
    name: '\\.(xlsx?|xlsm|csv|ods|et)$',
    type: '^(application/(.*ms-excel.*|.*spreadsheetml.*)|text/csv)$',
  },
  picture: { name: '\\.(png|jpe?g|gif|webp|bmp|tiff?|svg|heic|ai|psd)$', type: '^image/' },
  archive: { name: '\\.(zip|rar|7z|t?gz|tar)$', type: '^application/(zip|.*rar.*|.*7z.*|gzip|x-tar)$' },
} as const satisfies Record<Exclude<FileGroup, 'other'>, { name: string; type: string }>;

/** Regular expressions, of Postgres; `not`: what fits neither. */
export function fileTypes(group: FileGroup): { name: string; type: string; not: boolean } {
  if (group !== 'other') return { ...GROUPS[group], not: false };
  const all = Object.values(GROUPS);
  return {
    name: all.map(({ name }) => name).join('|'),
    type: all.map(({ type }) => type).join('|'),
    not: true,
  };
}
