/** Writing mail from any page: one window over all of them, which stays while the pages behind it change. */
import type { NewLetter } from '@tradepost/contract';
import { createContext, lazy, type ReactNode, Suspense, use, useCallback, useMemo, useState } from 'react';
import { api } from '../../api/instance.ts';
import { useSay } from '../../components/use-say.ts';
import { UndoBar } from './undo-bar.tsx';

const ComposeWindow = lazy(() => import('./compose-window.tsx'));

/** Where it stands at the desk: on the left it leaves a mail on the right in sight. */
export type Side = 'left' | 'right';

interface Compose {
  /** Begins a letter and opens it. */
  write: (letter: NewLetter, side?: Side) => Promise<void>;
  /** Opens a draft. */
  open: (letterId: number, side?: Side) => void;
  /** The one that is open. */
  letterId: number | null;
}

const ComposeContext = createContext<Compose | null>(null);

export function ComposeProvider({ children }: { children: ReactNode }) {
  const say = useSay();
  const [shown, setShown] = useState<{ letterId: number; side: Side; fresh: boolean } | null>(null);
  const open = useCallback(
    (letterId: number, side: Side = 'right') => setShown({ letterId, side, fresh: false }),
    [],
  );
  const { failed } = say;
  const write = useCallback(
    async (letter: NewLetter, side: Side = 'right') => {
      try {
        const { id } = await api.call('createLetter', { body: letter });
        setShown({ letterId: id, side, fresh: true });
      } catch (error) {
        failed(error);
      }
    },
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- saying something is the same each time
    [],
  );
  const value = useMemo(
    () => ({ write, open, letterId: shown?.letterId ?? null }),
    [write, open, shown?.letterId],
  );
  return (
    <ComposeContext value={value}>
      {children}
      {shown && (
        <Suspense>
          <ComposeWindow
            key={shown.letterId}
            letterId={shown.letterId}
            fresh={shown.fresh}
            side={shown.side}
            onSide={(side) => setShown({ ...shown, side })}
            onClose={() => setShown(null)}
          />
        </Suspense>
      )}
      <UndoBar onReopen={open} />
    </ComposeContext>
  );
}

export function useCompose(): Compose {
  const compose = use(ComposeContext);
  if (!compose) throw new Error('useCompose is for pages inside the shell');
  return compose;
}
