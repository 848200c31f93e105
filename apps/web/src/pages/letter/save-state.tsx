import { Button } from 'antd';
import { useErrorWords } from '../../components/error-notice.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import s from './composer.module.css';
import type { KeeperState } from './draft-keeper.ts';

interface SaveStateProps {
  state: KeeperState;
  onResolve: (whose: 'mine' | 'theirs') => void;
}

/** Whether what is written is safe; what to do where two windows wrote. */
export function SaveState({ state, onResolve }: SaveStateProps) {
  const t = useT();
  const format = useFormat();
  const words = useErrorWords();
  const { status, savedAt, error } = state;
  if (status === 'conflict')
    return (
      <span className={s.conflict} role="alert">
        {t('letters.conflict')}
        <Button size="small" onClick={() => onResolve('mine')}>
          {t('letters.keepMine')}
        </Button>
        <Button size="small" onClick={() => onResolve('theirs')}>
          {t('letters.takeTheirs')}
        </Button>
      </span>
    );
  const text =
    status === 'saving' || status === 'changed'
      ? t('letters.saving')
      : status === 'offline'
        ? t('letters.offline')
        : status === 'refused'
          ? words(error).title
          : status === 'gone'
            ? t('letters.gone')
            : savedAt === null
              ? t('letters.savedAsDraft')
              : t('letters.savedAt', { time: format.time(savedAt.toISOString()) });
  return (
    <span
      className={status === 'saved' || status === 'changed' || status === 'saving' ? s.saved : s.unsaved}
      role="status"
    >
      {text}
    </span>
  );
}
