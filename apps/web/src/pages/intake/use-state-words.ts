import type { ImportSummary } from '@tradepost/contract';
import { useT } from '../../i18n/language.tsx';

/** Where an import stands, in words. */
export function useStateWords(): (state: ImportSummary['state']) => string {
  const t = useT();
  const words: Record<ImportSummary['state'], string> = {
    open: t('imports.stateOpen'),
    checking: t('imports.stateChecking'),
    checked: t('imports.stateChecked'),
    importing: t('imports.stateImporting'),
    done: t('imports.stateDone'),
    failed: t('imports.stateFailed'),
  };
  return (state) => words[state];
}
