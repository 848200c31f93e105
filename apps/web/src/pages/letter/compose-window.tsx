import { CloseOutlined, SwapOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api } from '../../api/instance.ts';
import { invalidate, useApi } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { usePhone } from '../../components/use-media.ts';
import { useT } from '../../i18n/language.tsx';
import { Composer, type ComposerHandle } from './composer.tsx';
import type { Side } from './compose-context.tsx';
import s from './compose-window.module.css';
import { LETTERS_STALE } from './stale.ts';

interface ComposeWindowProps {
  letterId: number;
  /** Begun just now: closed without a word in it, it is thrown away. */
  fresh: boolean;
  side: Side;
  onSide: (side: Side) => void;
  onClose: () => void;
}

/** The frame of a letter that is written: beside the page at the desk, all of the screen on a phone. */
export default function ComposeWindow({ letterId, fresh, side, onSide, onClose }: ComposeWindowProps) {
  const t = useT();
  const phone = usePhone();
  const client = useQueryClient();
  const composer = useRef<ComposerHandle>(null);
  // Asked anew each time it is opened: what the memory holds may be of before.
  const {
    data: letter,
    error,
    refetch,
    isFetchedAfterMount,
  } = useApi('getLetter', { params: { id: letterId } }, { refetchOnMount: 'always' });
  const ready = letter !== undefined && isFetchedAfterMount;

  const close = async () => {
    const kept = (await composer.current?.leave()) ?? 'kept';
    if (kept === 'stay') return;
    if (kept === 'untouched' && fresh)
      await api.call('discardLetter', { params: { id: letterId } }).catch(() => undefined);
    onClose();
    await invalidate(client, LETTERS_STALE);
  };
  const title = letter ? t(`letters.title.${letter.kind}`) : t('letters.title.new');
  return (
    <section
      className={`${s.window} ${phone ? s.phone : side === 'left' ? s.left : s.right}`}
      aria-label={title}
      role="dialog"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) void close();
      }}
    >
      <header className={s.bar}>
        <h2 className={s.title}>{title}</h2>
        {!phone && (
          <Button
            type="text"
            icon={<SwapOutlined />}
            aria-label={t('letters.otherSide')}
            title={t('letters.otherSide')}
            onClick={() => onSide(side === 'left' ? 'right' : 'left')}
          />
        )}
        <Button
          type="text"
          icon={<CloseOutlined />}
          aria-label={t('letters.close')}
          title={t('letters.close')}
          onClick={() => void close()}
        />
      </header>
      {error && !letter && (
        <div className={s.inset}>
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        </div>
      )}
      {!ready && !error && (
        <div className={s.inset} aria-busy>
          <Skeleton active paragraph={{ rows: 8 }} />
        </div>
      )}
      {ready && letter.state !== 'draft' && <p className={s.inset}>{t('letters.noDraft')}</p>}
      {ready && letter.state === 'draft' && <Composer ref={composer} letter={letter} onDone={onClose} />}
    </section>
  );
}
