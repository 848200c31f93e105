import { openSecretBox, rotateKeyFile } from '@tradepost/core/secrets';
import { resealSecrets } from '@tradepost/core/accounts/reseal';
import { TradepostError } from '@tradepost/core/errors';
import type { Command } from '../command.ts';
import { withRuntime } from '../runtime.ts';

export const keyRotate: Command = {
  name: 'key rotate',
  usage: '',
  summary: 'Make a new key and seal every saved password with it; old keys stay in the file for backups.',
  args: [0, 0],
  run: (context) =>
    withRuntime(async (runtime) => {
      if (runtime.config.key !== null)
        throw new TradepostError(
          'conflict',
          'The key comes from TRADEPOST_KEY. Take it out of the environment to use the key file, or change it there and enter the passwords again.',
        );
      const before = await openSecretBox(runtime.config);
      const after = await rotateKeyFile(runtime.config.keyFile);
      const resealed = await resealSecrets(runtime.db, before, after);
      context.print({ keyId: after.currentKeyId, resealed }, () => [
        `New key ${after.currentKeyId}; ${resealed} saved passwords were sealed with it.`,
      ]);
      return 0;
    }),
};
