import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useFormat } from '../../format/use-format.ts';
import { fromWallClock, toWallClock } from '../../format/zoned-time.ts';
import { useLanguage } from '../../i18n/language.tsx';

interface TimeModalProps {
  /** The customer's; null: not known. */
  timeZone: string | null;
  onChoose: (at: string) => void;
  onClose: () => void;
}

const HOUR_MS = 3_600_000;

/** A moment to send at, by one's own clock, and what the customer's shows then. */
export function TimeModal({ timeZone, onChoose, onClose }: TimeModalProps) {
  const { t, locale } = useLanguage();
  const { timeZone: own } = useFormat();
  const [opened] = useState(() => Date.now());
  const [wall, setWall] = useState(
    () => toWallClock(new Date(opened + HOUR_MS).toISOString(), own).slice(0, 14) + '00',
  );
  const at = wall === '' ? null : fromWallClock(wall, own);
  const past = at === null || Date.parse(at) <= opened;
  const there =
    at !== null && timeZone !== null && timeZone !== own
      ? new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
          timeZone,
          weekday: 'long',
          day: 'numeric',
          month: 'long',
          hour: '2-digit',
          minute: '2-digit',
          hourCycle: 'h23',
        }).format(new Date(at))
      : null;
  return (
    <Modal
      open
      width={400}
      title={t('letters.chooseTime')}
      okText={t('letters.schedule')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: past }}
      onOk={() => at !== null && onChoose(at)}
      onCancel={onClose}
    >
      <Form.Item
        style={{ margin: '8px 0' }}
        {...(past ? { validateStatus: 'error', help: t('letters.timePast') } : {})}
        extra={there && t('letters.timeThere', { time: there })}
      >
        <Input
          type="datetime-local"
          autoFocus
          aria-label={t('letters.chooseTime')}
          min={toWallClock(new Date(opened).toISOString(), own)}
          value={wall}
          onChange={({ target }) => setWall(target.value)}
        />
      </Form.Item>
    </Modal>
  );
}
