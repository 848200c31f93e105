import { useState } from 'react';

/** As many as one change takes by their ids; more are chosen by the filter. */
const MOST = 1_000;

export interface Picked {
  readonly ids: ReadonlySet<number>;
  /** All that the filter finds. */
  readonly everything: boolean;
  readonly toggle: (id: number) => void;
  readonly pickAll: (ids: readonly number[]) => void;
  readonly pickEverything: () => void;
  readonly clear: () => void;
}

/** The selected customers. @param of which list: another one begins with none. */
export function usePicked(of: string): Picked {
  const [state, setState] = useState<{ of: string; ids: ReadonlySet<number>; everything: boolean }>(none(of));
  const now = state.of === of ? state : none(of);
  return {
    ids: now.ids,
    everything: now.everything,
    toggle: (id) => {
      const ids = new Set(now.ids);
      if (!ids.delete(id) && ids.size < MOST) ids.add(id);
      setState({ of, ids, everything: false });
    },
    pickAll: (list) => setState({ of, ids: new Set(list.slice(0, MOST)), everything: false }),
    pickEverything: () => setState({ ...now, everything: true }),
    clear: () => setState(none(of)),
  };
}

const none = (of: string) => ({ of, ids: new Set<number>(), everything: false });
