import type { FileText } from '@tradepost/contract';
import { useT } from '../i18n/language.tsx';

/** What a person should know of a file before he searches for what stands in it; null where there is nothing to say. */
export function useFileTextNote(): (file: { text: FileText | null; contentType: string }) => string | null {
  const t = useT();
  return ({ text, contentType }) => {
    if (text === null || text.state === 'read') return null;
    if (text.state === 'waiting') return t('fileText.waiting');
    const reason = text.reason ?? 'no-text';
    // Nobody looks for words in a photo.
    if (reason === 'unknown-kind' && /^(?:image|audio|video)\//.test(contentType)) return null;
    return t(`fileText.${text.state}`, { reason: t(`fileTextReason.${reason}`) });
  };
}
