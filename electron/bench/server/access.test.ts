import { describe, expect, test } from 'vitest';
import { createAccess, sameSecret } from './access.ts';

const cookieOf = (setCookie: string | undefined): string => setCookie?.split(';')[0] ?? '';

describe('access', () => {
  test('a new token each time, of 256 bits', () => {
    const tokens = new Set(Array.from({ length: 20 }, () => createAccess('a').token));
    expect(tokens.size).toBe(20);
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  });

  test('the token gives every browser a session of its own, in a cookie no script can read', () => {
    const access = createAccess('modemscope-4180');
    const first = access.redeem(access.token);
    const second = access.redeem(access.token);
    expect(first).toMatch(/^modemscope-4180=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(cookieOf(first)).not.toBe(cookieOf(second));
    expect(first).not.toContain(access.token);
    expect(access.admitsCookie(cookieOf(first))).toBe(true);
    expect(access.admitsCookie(`other=1; ${cookieOf(second)}; theme=dark`)).toBe(true);
  });

  test('a ticket works once and is not the token', () => {
    const access = createAccess('a');
    const ticket = access.newTicket();
    expect(access.admitsBearer(`Bearer ${ticket}`)).toBe(false);
    expect(access.redeem(ticket)).toBeDefined();
    expect(access.redeem(ticket)).toBeUndefined();
  });

  test('keeps the newest tickets and sessions only', () => {
    const access = createAccess('a');
    const oldTicket = access.newTicket();
    for (let i = 0; i < 8; i += 1) access.newTicket();
    expect(access.redeem(oldTicket)).toBeUndefined();
    const oldCookie = cookieOf(access.redeem(access.token));
    for (let i = 0; i < 63; i += 1) access.redeem(access.token);
    expect(access.admitsCookie(oldCookie)).toBe(true);
    access.redeem(access.token);
    expect(access.admitsCookie(oldCookie)).toBe(false);
  });

  test.each([undefined, '', 'a', 'a=', 'a=undefined', 'b=TOKEN', 'a=TOKEN', '=', ';;;', 'A=TOKEN'])(
    'refuses the cookie header %j',
    (header) => {
      const access = createAccess('a');
      access.redeem(access.token);
      expect(access.admitsCookie(header?.replace('TOKEN', access.token))).toBe(false);
    },
  );

  test.each([undefined, '', 'Bearer', 'Bearer ', 'Basic TOKEN', 'TOKEN', 'Bearer TOKEN x', 'Bearer wrong'])(
    'refuses the authorization header %j',
    (header) => {
      const access = createAccess('a');
      expect(access.admitsBearer(header?.replace('TOKEN', access.token))).toBe(false);
    },
  );

  test.each([
    ['Bearer TOKEN', true],
    ['bearer  TOKEN', true],
  ])('admits %s', (header, admitted) => {
    const access = createAccess('a');
    expect(access.admitsBearer(header.replace('TOKEN', access.token))).toBe(admitted);
  });
});

test.each([
  ['abc', 'abc', true],
  ['abc', 'abd', false],
  ['abc', 'abcd', false],
  ['', '', true],
])('sameSecret(%j, %j) is %s', (a, b, same) => expect(sameSecret(a, b)).toBe(same));
