import type { Letter } from '@tradepost/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { api } from '../../api/instance.ts';
import type { Draft } from './draft.ts';
import { DraftKeeper } from './draft-keeper.ts';
import { isAddress } from './parse-parties.ts';

/** The draft as it is edited here, and its keeper. */
export function useDraft(letter: Letter) {
  const client = useQueryClient();
  const [keeper] = useState(
    () =>
      new DraftKeeper(letter, {
        save: (version, changes) =>
          api.call('updateLetter', { params: { id: letter.id }, body: { ...forServer(changes), version } }),
        load: () => api.call('getLetter', { params: { id: letter.id } }),
      }),
  );
  useEffect(() => {
    const key = ['getLetter', { params: { id: letter.id } }];
    return () => {
      keeper.close();
      // Its own page may be shown behind.
      void client.invalidateQueries({ queryKey: key });
    };
  }, [keeper, client, letter.id]);
  return { keeper, state: useSyncExternalStore(keeper.subscribe, keeper.state) };
}

/** Words that are no address yet stay in the field; the server takes whole addresses only. */
function forServer({ to, cc, bcc, ...rest }: Partial<Draft>) {
  const whole = (parties: Draft['to']) => parties.filter(({ address }) => isAddress(address));
  return {
    ...rest,
    ...(to ? { to: whole(to) } : {}),
    ...(cc ? { cc: whole(cc) } : {}),
    ...(bcc ? { bcc: whole(bcc) } : {}),
  };
}
