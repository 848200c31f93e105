import { useQuery } from '@tanstack/react-query';
import type { HandoverPlan, HandoverPreview } from '@tradepost/contract';
import type { ApiError } from '../../api/api-error.ts';
import { api } from '../../api/instance.ts';

/** A POST that only reads: the plan is too long for an address. Accounts and rights change nothing of what it counts. */
export function usePreview({ accounts: _accounts, keepAccess: _keepAccess, ...plan }: HandoverPlan) {
  return useQuery<HandoverPreview, ApiError>({
    queryKey: ['previewHandover', plan],
    queryFn: ({ signal }) => api.call('previewHandover', { body: plan }, { signal }),
    gcTime: 0,
    staleTime: 0,
  });
}
