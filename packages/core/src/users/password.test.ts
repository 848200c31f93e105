import { expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './password.ts';

it('hashes in the PHC form of argon2id, with a salt of its own each time', async () => {
  const [a, b] = [await hashPassword('correct horse'), await hashPassword('correct horse')];
  expect(a).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(a).not.toBe(b);
  expect(await verifyPassword(a, 'correct horse')).toBe(true);
  expect(await verifyPassword(a, 'correct hors')).toBe(false);
});

it('reads a hash that another program made', async () => {
  // argon2 reference implementation: printf password | argon2 somesalt -id -t 2 -k 65536 -p 1 -l 32
  const other = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
  expect(await verifyPassword(other, 'password')).toBe(true);
});

it('says no to everything for a user who is not there, or whose hash is damaged', async () => {
  expect(await verifyPassword(null, '')).toBe(false);
  expect(await verifyPassword('$argon2id$v=19$broken', 'x')).toBe(false);
});
