import { Tooltip } from 'antd';
import { useT } from '../i18n/language.tsx';
import { POLL_INTERVAL } from './connect-live.ts';
import s from './live-dot.module.css';
import { useLiveState } from './live-provider.tsx';

/** Whether the page is live: a dot, with words for the pointer and the screen reader. */
export function LiveDot() {
  const t = useT();
  const state = useLiveState();
  const words = state === 'down' ? t('live.down', { seconds: POLL_INTERVAL / 1000 }) : t(`live.${state}`);
  return (
    <Tooltip title={words}>
      <span className={`${s.dot} ${s[state]}`} role="status" aria-label={words} data-live={state} />
    </Tooltip>
  );
}
