import { describe, expect, it } from 'vitest';
import { DEFAULT_MODEM_SETTINGS } from '../../modemSettings.ts';
import { ERROR, OK, SERVER, type SocketsUnderTest, startSockets } from './sockets.testkit.ts';

describe('AT+CDNSGIP (V3.00 11.2)', () => {
  it.each([
    ['AT+CDNSGIP="server.example"', `\r\n+CDNSGIP: 1,"server.example","${SERVER}"\r\n${OK}`],
    ['AT+CDNSGIP="203.0.113.9"', `\r\n+CDNSGIP: 1,"203.0.113.9","203.0.113.9"\r\n${OK}`],
    ['AT+CDNSGIP="nowhere.example"', `\r\n+CDNSGIP: 0,10\r\n${ERROR}`],
    ['AT+CDNSGIP=server.example', ERROR],
    ['AT+CDNSGIP=""', `\r\n+CDNSGIP: 0,10\r\n${ERROR}`],
    [`AT+CDNSGIP="${'x'.repeat(255)}"`, ERROR],
  ])('%s', (command, answer) => {
    expect(startSockets({ first: [] }).at(command, 1000)).toBe(answer);
  });

  it('gives up after the time of AT+CIPDNSSET', () => {
    const { at, heard } = startSockets({ first: ['AT+CIPDNSSET=3,2000,7'], latencyMs: 60_000 });
    expect(at('AT+CDNSGIP="server.example"', 1500)).toBe('');
    expect(heard(1000)).toBe(`\r\n+CDNSGIP: 0,10\r\n${ERROR}`);
    expect(heard(100_000)).toBe('');
  });
});

describe('the data connection under a look-up and a ping', () => {
  const network = { ...DEFAULT_MODEM_SETTINGS.network, rat: 'GSM' as const };
  const active = ({ modem }: SocketsUnderTest): boolean => modem.state().address !== '';

  it.each(['AT+CDNSGIP="server.example"', 'AT+CDNSGIP="nowhere.example"', 'AT+CPING="server.example",1,1'])(
    '%s: is there for it, and no longer',
    (command) => {
      const sockets = startSockets({ settings: { network }, first: [] });
      expect(active(sockets)).toBe(false);
      sockets.at(command, 462);
      expect(active(sockets)).toBe(true);
      sockets.heard(3000);
      expect(active(sockets)).toBe(false);
    },
  );

  it('stays for the ping when a look-up ends', () => {
    const sockets = startSockets({ settings: { network }, first: [] });
    sockets.at('AT+CPING="server.example",1,3', 1000);
    expect(sockets.at('AT+CDNSGIP="server.example"', 1000)).toContain('+CDNSGIP: 1');
    expect(sockets.heard(10_000)).toContain('+CPING: 3,3,3,0');
    expect(active(sockets)).toBe(false);
  });
});

describe('AT+CPING (V3.00 11.2.19)', () => {
  it('answers OK, a line for each, and a summary', () => {
    const { at } = startSockets();
    expect(at('AT+CPING="server.example",1,2', 10_000)).toBe(
      `${OK}\r\n+CPING: 1,${SERVER},64,35,64\r\n\r\n+CPING: 1,${SERVER},64,35,64\r\n\r\n+CPING: 3,2,2,0,35,35,35\r\n`,
    );
  });

  it('waits between them, and takes size and hops from the command', () => {
    const { at, heard } = startSockets();
    expect(at('AT+CPING="192.0.2.1",1,2,32,5000,10000,200', 1000)).toBe(`${OK}\r\n+CPING: 1,192.0.2.1,32,35,200\r\n`);
    expect(heard(3000)).toBe('');
    expect(heard(2000)).toContain('+CPING: 3,2,2,0');
  });

  it('says 2 for each that is not answered', () => {
    const { at, network } = startSockets();
    network.pingMs = null;
    expect(at('AT+CPING="server.example",1,2', 60_000)).toBe(
      `${OK}\r\n+CPING: 2\r\n\r\n+CPING: 2\r\n\r\n+CPING: 3,2,0,2,0,0,0\r\n`,
    );
  });

  it('sends nothing to a name it does not know', () => {
    expect(startSockets().at('AT+CPING="nowhere.example",1', 10_000)).toBe(`${OK}\r\n+CPING: 3,0,0,0,0,0,0\r\n`);
  });

  it('is one at a time', () => {
    const { at, heard } = startSockets();
    at('AT+CPING="server.example",1');
    expect(at('AT+CPING="server.example",1')).toBe(ERROR);
    heard(60_000);
    expect(at('AT+CPING="server.example",1')).toContain('OK');
  });

  it.each([
    'AT+CPING="server.example"',
    'AT+CPING="server.example",2',
    'AT+CPING="server.example",1,0',
    'AT+CPING="server.example",1,101',
    'AT+CPING="server.example",1,4,3',
    'AT+CPING="server.example",1,4,189',
    'AT+CPING="server.example",1,4,64,999',
    'AT+CPING="server.example",1,4,64,1000,9999',
    'AT+CPING="server.example",1,4,64,1000,10000,256',
  ])('%s is refused', (command) => {
    expect(startSockets().at(command, 60_000)).toBe(ERROR);
  });
});
