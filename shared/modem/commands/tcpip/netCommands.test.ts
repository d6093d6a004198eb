import { describe, expect, it } from 'vitest';
import { DEFAULT_MODEM_SETTINGS } from '../../modemSettings.ts';
import { ERROR, OK, startSockets } from './sockets.testkit.ts';

const CLOSED = { first: [] };

describe('AT+NETOPEN and what needs it (V3.00 11.2)', () => {
  it.each([
    ['AT+NETOPEN?', `\r\n+NETOPEN: 0\r\n${OK}`],
    ['AT+NETOPEN', `${OK}\r\n+NETOPEN: 0\r\n`],
    ['AT+NETOPEN=1', ERROR],
    ['AT+NETCLOSE', `\r\n+NETCLOSE: 2\r\n${ERROR}`],
    ['AT+IPADDR', `\r\n+IP ERROR: Network not opened\r\n${ERROR}`],
    ['AT+CIPOPEN=0,"TCP","server.example",7000', `\r\n+CIPOPEN: 0,2\r\n${ERROR}`],
    ['AT+CIPOPEN=10,"TCP","server.example",7000', `\r\n+IP ERROR: Invalid parameter\r\n${ERROR}`],
    ['AT+CIPSEND=0,5', `\r\n+CIPERROR: 2\r\n${ERROR}`],
    ['AT+CIPCLOSE=0', `\r\n+CIPCLOSE: 0,2\r\n${ERROR}`],
    ['AT+CIPCLOSE?', `\r\n+CIPCLOSE: 0,0,0,0,0,0,0,0,0,0\r\n${OK}`],
    ['AT+CIPRXGET=4,0', `\r\n+IP ERROR: Network not opened\r\n${ERROR}`],
    ['AT+CIPACK=0', `\r\n+IP ERROR: Network not opened\r\n${ERROR}`],
    ['AT+SERVERSTART=8080,0', `\r\n+IP ERROR: Network not opened\r\n${ERROR}`],
    ['AT+SERVERSTOP=0', `\r\n+SERVERSTOP: 0,2\r\n${ERROR}`],
  ])('closed: %s', (command, answer) => {
    expect(startSockets(CLOSED).at(command, 3000)).toBe(answer);
  });

  it.each([
    ['AT+NETOPEN?', `\r\n+NETOPEN: 1\r\n${OK}`],
    ['AT+NETOPEN', `\r\n+IP ERROR: Network is already opened\r\n${ERROR}`],
    ['AT+NETCLOSE', `${OK}\r\n+NETCLOSE: 0\r\n`],
    ['AT+IPADDR', `\r\n+IPADDR: 10.4.2.9\r\n${OK}`],
  ])('open: %s', (command, answer) => {
    expect(startSockets().at(command, 3000)).toBe(answer);
  });

  it('has numbers for +IP ERROR after AT+CIPCCFG with errMode 0', () => {
    const { at } = startSockets({ first: ['AT+CIPCCFG=10,0,0,0,1,0,75000'] });
    expect(at('AT+IPADDR')).toBe(`\r\n+IP ERROR: 8\r\n${ERROR}`);
    expect(at('AT+NETOPEN', 3000)).toContain('+NETOPEN: 0');
    expect(at('AT+NETOPEN')).toBe(`\r\n+IP ERROR: 4\r\n${ERROR}`);
  });

  it('is busy while it opens and closes', () => {
    const { at, heard } = startSockets(CLOSED);
    expect(at('AT+NETOPEN', 20)).toBe(OK);
    expect(at('AT+NETOPEN', 20)).toBe(`\r\n+NETOPEN: 8\r\n${ERROR}`);
    expect(at('AT+NETCLOSE', 20)).toBe(`\r\n+NETCLOSE: 8\r\n${ERROR}`);
    expect(heard(3000)).toBe('\r\n+NETOPEN: 0\r\n');
    expect(at('AT+NETCLOSE', 20)).toBe(OK);
    expect(at('AT+NETOPEN', 20)).toBe(`\r\n+NETOPEN: 8\r\n${ERROR}`);
    expect(heard(3000)).toBe('\r\n+NETCLOSE: 0\r\n');
  });

  it('fails when the network does not know the APN', () => {
    const network = { ...DEFAULT_MODEM_SETTINGS.network, apns: ['iot.example'], rat: 'GSM' as const };
    const { at } = startSockets({ settings: { network, apn: 'wrong' }, first: [] });
    expect(at('AT+NETOPEN', 20_000)).toBe(`${OK}\r\n+NETOPEN: 1\r\n`);
    expect(at('AT+NETOPEN?')).toBe(`\r\n+NETOPEN: 0\r\n${OK}`);
  });
});

describe('a data connection that comes too late', () => {
  it('ends AT+NETOPEN with 10, and is let go of', () => {
    const network = { ...DEFAULT_MODEM_SETTINGS.network, rat: 'GSM' as const };
    const { at, heard, modem } = startSockets({ settings: { network, pace: 10 }, first: [] });
    heard(100_000);
    at('AT+CIPTIMEOUT=3000,120000,120000', 200);
    expect(at('AT+NETOPEN', 4000)).toBe(`${OK}\r\n+NETOPEN: 10\r\n`);
    heard(5000);
    expect(modem.state().address).toBe('');
    expect(at('AT+NETOPEN?', 200)).toContain('+NETOPEN: 0');
  });
});

describe('settings of the socket service', () => {
  it.each([
    ['+CIPMODE', '0', '1', '2'],
    ['+CIPHEAD', '1', '0', '2'],
    ['+CIPSRIP', '1', '0', ''],
    ['+CIPSENDMODE', '0', '1', '-1'],
    ['+CIPRXGET', '0', '1', '5'],
    ['+CIPTIMEOUT', '120000,120000,120000', '75000,15000,15000', '2999,15000,15000'],
    ['+CIPCCFG', '10,0,0,1,0,0,500', '3,500,0,0,1,1,120000', '11,0,0,1,0,0,500'],
    ['+CIPCCFG', '10,0,0,1,0,0,500', '0,0,0,1,0,0,500', '10,0,0,1'],
    ['+CIPDNSSET', '3,30000,7', '1,10000,2', '4,30000,7'],
  ])('AT%s: %s, then %s, never %s', (name, before, good, bad) => {
    const { at } = startSockets(CLOSED);
    expect(at(`AT${name}?`)).toBe(`\r\n${name}: ${before}\r\n${OK}`);
    expect(at(`AT${name}=${good}`)).toBe(OK);
    expect(at(`AT${name}?`)).toBe(`\r\n${name}: ${good}\r\n${OK}`);
    expect(at(`AT${name}=${bad}`)).toBe(ERROR);
    expect(at(`AT${name}?`)).toBe(`\r\n${name}: ${good}\r\n${OK}`);
  });

  it('takes AT+CIPMODE only while the service is closed', () => {
    const { at } = startSockets();
    expect(at('AT+CIPMODE=1')).toBe(ERROR);
    at('AT+NETCLOSE', 1000);
    expect(at('AT+CIPMODE=1')).toBe(OK);
  });
});
