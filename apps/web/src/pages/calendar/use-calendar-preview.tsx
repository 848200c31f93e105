import type { CalendarChange, PolicyPreview as Preview } from '@tradepost/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useWrite } from '../../api/use-api.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useT } from '../../i18n/language.tsx';
import { PolicyPreview } from '../follow-up/policy-preview.tsx';

interface CalendarPreview {
  /** What the change would change tomorrow, once it was asked; else nothing. */
  readonly shown: ReactNode;
  /** Asks. @param change null: what is entered is not whole. */
  readonly button: (change: () => Promise<CalendarChange | null>) => ReactNode;
  readonly look: (change: CalendarChange) => void;
  /** The change was made, or is another one now. */
  readonly forget: () => void;
}

/** A change of the calendar is looked at before it is made. */
export function useCalendarPreview(): CalendarPreview {
  const t = useT();
  const [preview, setPreview] = useState<Preview | null>(null);
  const ask = useWrite('previewCalendar', { onSuccess: setPreview });
  const look = (change: CalendarChange) => ask.mutate({ body: change });
  return {
    shown: (
      <>
        {ask.error && <ErrorNotice error={ask.error} />}
        {preview && <PolicyPreview preview={preview} />}
      </>
    ),
    button: (change) => (
      <Button
        loading={ask.isPending}
        onClick={() =>
          void change().then(
            (whole) => whole !== null && look(whole),
            () => {},
          )
        }
      >
        {t('followUp.preview')}
      </Button>
    ),
    look,
    forget: () => {
      setPreview(null);
      ask.reset();
    },
  };
}
