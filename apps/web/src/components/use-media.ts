import { useSyncExternalStore } from 'react';

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}

/** Too narrow for a side navigation. */
export const usePhone = (): boolean => useMedia('(max-width: 767px)');
/** Wide enough for a list and a message beside it. */
export const useWide = (): boolean => useMedia('(min-width: 1180px)');
/** Who has asked the system for no motion. */
export const useStill = (): boolean => useMedia('(prefers-reduced-motion: reduce)');
