import { CloseOutlined, LoadingOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { api } from '../../api/instance.ts';
import { invalidate } from '../../api/use-api.ts';
import { useSay } from '../../components/use-say.ts';
import { useFormat } from '../../format/use-format.ts';
import { useT } from '../../i18n/language.tsx';
import { LETTERS_STALE } from './stale.ts';
import { type SentLetter, sentLetters } from './sent-store.ts';
import s from './undo-bar.module.css';

/** At the foot of every page while a letter can be taken back, and until it is known what became of it. */
export function UndoBar({ onReopen }: { onReopen: (letterId: number) => void }) {
  const letters = useSyncExternalStore(sentLetters.subscribe, sentLetters.all);
  if (letters.length === 0) return null;
  return (
    <div className={s.bars} role="status">
      {letters.map((letter) => (
        <Sent key={letter.id} letter={letter} onReopen={onReopen} />
      ))}
    </div>
  );
}

/** Milliseconds between two looks, how many there are, and how long the answer stays. */
const LOOK_MS = 2_000;
const MOST_LOOKS = 20;
const STAYS_MS = 4_000;

function Sent({ letter, onReopen }: { letter: SentLetter; onReopen: (letterId: number) => void }) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const client = useQueryClient();
  const [now, setNow] = useState(() => Date.now());
  const [busy, setBusy] = useState(false);
  const left = Math.max(0, Math.ceil((letter.undoUntil - now) / 1_000));
  const waits = letter.approval || letter.later !== null;
  const outcome = useOutcome(letter.id, left === 0 && !waits);

  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  const over = left === 0 && (waits || outcome !== null);
  useEffect(() => {
    if (!over) return;
    void invalidate(client, LETTERS_STALE);
    const timer = setTimeout(() => sentLetters.remove(letter.id), waits ? 0 : STAYS_MS);
    return () => clearTimeout(timer);
  }, [over, waits, letter.id, client]);

  const undo = async () => {
    setBusy(true);
    try {
      await api.call('undoLetter', { params: { id: letter.id } });
      sentLetters.remove(letter.id);
      onReopen(letter.id);
    } catch (error) {
      say.failed(error);
      sentLetters.remove(letter.id);
    }
    await invalidate(client, LETTERS_STALE);
  };
  const words = letter.approval
    ? t('letters.askedApproval')
    : letter.later !== null
      ? t('letters.goesOutAt', { time: format.dateTime(letter.later) })
      : left > 0
        ? t('letters.sendingIn', { count: left })
        : outcome === null
          ? t('letters.sendingNow')
          : t(`letters.outcome.${outcome}`);
  return (
    <div className={`${s.bar} ${outcome === 'trouble' ? s.trouble : ''}`}>
      <span className={s.words}>
        {left === 0 && outcome === null && !waits && <LoadingOutlined aria-hidden />} {words}
        {letter.subject && (
          <span className={s.subject} dir="auto">
            {letter.subject}
          </span>
        )}
      </span>
      {left > 0 && (
        <Button size="small" loading={busy} onClick={() => void undo()}>
          {t('letters.undo')}
        </Button>
      )}
      {(waits || left === 0) && (
        <Button
          size="small"
          type="text"
          icon={<CloseOutlined />}
          aria-label={t('common.close')}
          onClick={() => sentLetters.remove(letter.id)}
        />
      )}
    </div>
  );
}

type Outcome = 'sent' | 'queued' | 'trouble';

/** Looks until it is known. A server that is slow, or away, is told of as "on its way". */
function useOutcome(id: number, asked: boolean): Outcome | null {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  useEffect(() => {
    if (!asked) return;
    let looks = 0;
    const timer = setInterval(() => {
      looks++;
      api.call('getLetter', { params: { id } }).then(
        ({ state, fault }) => {
          if (state === 'sent') setOutcome('sent');
          else if (state === 'failed' || state === 'unknown' || fault !== null) setOutcome('trouble');
          else if (looks >= MOST_LOOKS) setOutcome('queued');
        },
        () => looks >= MOST_LOOKS && setOutcome('queued'),
      );
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [id, asked]);
  return outcome;
}
