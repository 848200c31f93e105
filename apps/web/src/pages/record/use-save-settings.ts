import { useWrite } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useT } from '../../i18n/language.tsx';

/** Writes a part of the settings and says so. */
export function useSaveSettings() {
  const t = useT();
  const say = useSay();
  return useWrite('updateRecordSettings', {
    stale: ['getRecordSettings', 'getCustomer'],
    onSuccess: () => say.done(t('common.saved')),
  });
}
