import type { LookupAddress } from 'node:dns';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, getCACertificates, type ConnectionOptions } from 'node:tls';
import type { ImapTransport, ImapTransportSocket } from 'imapflow';
import { lookupPinned } from './resolve-host.ts';

/** Milliseconds until the next address is tried as well. Node's 250 would give up on servers across an ocean. */
const NEXT_ADDRESS_AFTER_MS = 3_000;

/** The first octets of a server's greeting (RFC 9051 7.1); some servers pad with NUL or an empty line. */
const GREETING = /^[\0\r\n]*\*/;

/** Certificates of the system plus those of the caller. */
export function trustedCertificates(ca: string | readonly string[] | undefined): ConnectionOptions {
  return ca === undefined ? {} : { ca: [...getCACertificates('default'), ...[ca].flat()] };
}

/**
 * Opens sockets to addresses that were resolved and checked before, whatever the name resolves to by
 * now. The certificate is verified for the name. A service that does not greet like IMAP is left at
 * once, and its banner goes nowhere.
 */
export function pinnedTransport(
  addresses: readonly LookupAddress[],
  tlsOptions: ConnectionOptions,
): ImapTransport {
  const lookup = lookupPinned(addresses);
  return {
    connect({ host, port, servername, secure }, onConnect) {
      const where = {
        host,
        port,
        lookup,
        autoSelectFamily: true,
        autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_AFTER_MS,
      };
      const ready = (): void => {
        onConnect();
        socket.once('data', (octets: Buffer) => leaveUnlessImap(socket, octets));
      };
      const socket: Socket = secure
        ? connectTls({ ...where, ...tlsOptions, ...(servername ? { servername } : {}) }, ready)
        : connectTcp(where, ready);
      socket.setNoDelay(true);
      return socket as ImapTransportSocket;
    },
    upgrade(socket, { host, servername }, onSecure) {
      return connectTls(
        { ...tlsOptions, host, ...(servername ? { servername } : {}), socket },
        onSecure,
      ) as ImapTransportSocket;
    },
  };
}

function leaveUnlessImap(socket: Socket, octets: Buffer): void {
  if (GREETING.test(octets.toString('latin1', 0, 64))) return;
  socket.destroy(Object.assign(new Error('The service does not greet like IMAP'), { code: 'NOT_IMAP' }));
}
