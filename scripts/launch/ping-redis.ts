/** Just enough of the Redis protocol to ask a server whether it is there. */
import { connect } from 'node:net';

const TIMEOUT_MS = 2_000;

/** @returns 'PONG' from a server that is ready, or the text of its error, such as 'LOADING …'. */
export function pingRedis(port: number, password: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    let answer = '';
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('no answer')));
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('closed')));
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      const lines = answer.split('\r\n');
      // One line for AUTH, one for PING, and the empty rest.
      if (lines.length < 3 && answer.length < 4_096) return;
      resolve((lines[1] ?? '').replace(/^[+-]/, ''));
      socket.destroy();
    });
    socket.write(`AUTH ${password}\r\nPING\r\n`);
  });
}
