import { describe, expect, it } from 'vitest';
import { latin1Bytes } from '../../../base/latin1.ts';
import { DEFAULT_MODEM_SETTINGS } from '../../modemSettings.ts';
import { ERROR, handFaults, OK, type SocketsUnderTest, startSockets } from '../tcpip/sockets.testkit.ts';

const OPEN = 'AT+CCHOPEN=0,"server.example",7000,2';
const PEM = '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUbench\n-----END CERTIFICATE-----\n';
const started = (...first: readonly string[]): SocketsUnderTest => startSockets({ first: [...first, 'AT+CCHSTART'] });
const opened = (...first: readonly string[]): SocketsUnderTest =>
  startSockets({ first: [...first, 'AT+CCHSTART', OPEN] });

describe('the service of TLS sockets (V3.00 10.2)', () => {
  it.each([
    ['AT+CCHSTOP', ERROR],
    ['AT+CCHADDR', ERROR],
    [OPEN, `\r\n+CCHOPEN: 0,11\r\n${ERROR}`],
    ['AT+CCHSSLCFG=0,0', ERROR],
    ['AT+CCHCFG="sslctx",0,1', ERROR],
    ['AT+CCHSEND=0,5', `\r\n+CCHSEND: 0,11\r\n${ERROR}`],
    ['AT+CCHCLOSE=0', `\r\n+CCHCLOSE: 0,11\r\n${ERROR}`],
    ['AT+CCHRECV=0', `\r\n+CCHRECV: 0,11\r\n${ERROR}`],
    ['AT+CCHRECV?', `\r\n+CCHRECV: LEN,0,0\r\n${OK}`],
    ['AT+CCHOPEN?', `\r\n+CCHOPEN: 0,"",,,\r\n+CCHOPEN: 1,"",,,\r\n${OK}`],
    ['AT+CCHSET?', `\r\n+CCHSET: 0,0\r\n${OK}`],
    ['AT+CCHSET=2,0', ERROR],
    ['AT+CCHMODE=2', ERROR],
  ])('stopped: %s', (command, answer) => {
    expect(startSockets({ first: [] }).at(command, 500)).toBe(answer);
  });

  it.each([
    ['sim7600', '+CCHSTART', `\r\n+CCHSTART: 0\r\n${OK}`],
    ['a76xx', '+CCHSTART', `${OK}\r\n+CCHSTART: 0\r\n`],
    ['sim7600', '+CCHSTOP', `\r\n+CCHSTOP: 0\r\n${OK}`],
    ['a76xx', '+CCHSTOP', `${OK}\r\n+CCHSTOP: 0\r\n`],
  ] as const)('%s: AT%s', (profile, command, answer) => {
    const { at } = startSockets({
      settings: { profile },
      first: command === '+CCHSTOP' ? ['AT+CCHSTART'] : [],
    });
    expect(at(`AT${command}`, 2000)).toBe(answer);
    expect(at(`AT${command}`, 2000)).toBe(ERROR);
  });

  it.each(['sim7600', 'a76xx'] as const)('%s: says 9 without a network, after OK', (profile) => {
    const network = { ...DEFAULT_MODEM_SETTINGS.network, apns: ['iot.example'] };
    const { at } = startSockets({ settings: { profile, network, apn: 'wrong' }, first: [] });
    expect(at('AT+CCHSTART', 20_000)).toBe(`${OK}\r\n+CCHSTART: 9\r\n`);
    expect(at('AT+CCHADDR')).toBe(ERROR);
  });

  it('takes AT+CCHSET and AT+CCHMODE only before it starts', () => {
    const { at } = startSockets({ first: [] });
    expect(at('AT+CCHSET=1')).toBe(OK);
    expect(at('AT+CCHSET=1,1')).toBe(OK);
    expect(at('AT+CCHMODE=1')).toBe(OK);
    expect(at('AT+CCHMODE?')).toBe(`\r\n+CCHMODE: 1\r\n${OK}`);
    at('AT+CCHSTART', 2000);
    expect(at('AT+CCHSET=0,0')).toBe(ERROR);
    expect(at('AT+CCHMODE=0')).toBe(ERROR);
    expect(at('AT+CCHSET?')).toBe(`\r\n+CCHSET: 1,1\r\n${OK}`);
    expect(at('AT+CCHADDR')).toBe(`\r\n+CCHADDR: 10.4.2.9\r\n${OK}`);
  });
});

describe('AT+CCHOPEN (V3.00 10.2, 10.3)', () => {
  it.each([
    [OPEN, `${OK}\r\n+CCHOPEN: 0,0\r\n`],
    ['AT+CCHOPEN=1,"server.example",7000', `${OK}\r\n+CCHOPEN: 1,0\r\n`],
    ['AT+CCHOPEN=0,"server.example",7000,1', `${OK}\r\n+CCHOPEN: 0,0\r\n`],
    ['AT+CCHOPEN=0,"nowhere.example",7000,2', `${OK}\r\n+CCHOPEN: 0,13\r\n`],
    ['AT+CCHOPEN=0,"server.example",7001,2', `${OK}\r\n+CCHOPEN: 0,14\r\n`],
    ['AT+CCHOPEN=2,"server.example",7000', ERROR],
    ['AT+CCHOPEN=0,"server.example",0', ERROR],
    ['AT+CCHOPEN=0,server.example,7000', ERROR],
    ['AT+CCHOPEN=0,"server.example",7000,3', ERROR],
    ['AT+CCHOPEN=0', ERROR],
  ])('%s', (command, answer) => {
    expect(started().at(command, 1000)).toBe(answer);
  });

  it.each([
    ['handshake', 15],
    ['certificate', 19],
    ['timeout', 14],
    ['peer', 4],
    ['bearer', 9],
  ] as const)('names %s as %d', (reason, code) => {
    const { network, at } = started();
    network.fail('server.example', 7000, reason);
    expect(at(OPEN, 1000)).toBe(`${OK}\r\n+CCHOPEN: 0,${code}\r\n`);
  });

  it('dials with the TLS context of the session, and TCP without one', () => {
    const settings = ['AT+CSSLCFG="enableSNI",3,1', 'AT+CSSLCFG="sslversion",3,3'];
    const { at, peer } = startSockets({ first: [...settings, 'AT+CCHSTART', 'AT+CCHSSLCFG=0,3', OPEN] });
    expect(peer().request?.tls).toMatchObject({ serverName: 'server.example', versions: ['TLSv1.2', 'TLSv1.2'] });
    at('AT+CCHOPEN=1,"server.example",7000,1', 500);
    expect(peer().request?.tls).toBeNull();
  });

  it('says 19 when a certificate that is needed is not there', () => {
    const { at, say } = started('AT+CSSLCFG="authmode",0,1');
    expect(at(OPEN, 500)).toBe(`${OK}\r\n+CCHOPEN: 0,19\r\n`);
    at('AT+CSSLCFG="cacert",0,"ca.pem"');
    expect(at(OPEN, 500)).toBe(`${OK}\r\n+CCHOPEN: 0,19\r\n`);
    at(`AT+CCERTDOWN="ca.pem",${PEM.length}`);
    expect(say(PEM, 500)).toBe(OK);
    expect(at(OPEN, 500)).toBe(`${OK}\r\n+CCHOPEN: 0,0\r\n`);
  });

  it('forgets the context when opening fails and when the session is closed', () => {
    const { at } = started();
    const asked = (): string => at('AT+CCHSSLCFG?');
    expect(at('AT+CCHSSLCFG=0,10')).toBe(ERROR);
    for (const failing of ['AT+CCHOPEN=0,"nowhere.example",7000', OPEN]) {
      expect(at('AT+CCHSSLCFG=0,5')).toBe(OK);
      expect(asked()).toBe(`\r\n+CCHSSLCFG: 0,5\r\n+CCHSSLCFG: 1,\r\n${OK}`);
      at(failing, 500);
      at('AT+CCHCLOSE=0', 500);
      expect(asked()).toBe(`\r\n+CCHSSLCFG: 0,\r\n+CCHSSLCFG: 1,\r\n${OK}`);
    }
    expect(at('AT+CCHCFG="sendtimeout",1,60')).toBe(OK);
    expect(at('AT+CCHCFG="sslctx",1,2')).toBe(OK);
    expect(at('AT+CCHCFG="sendtimeout",1,0')).toBe(ERROR);
    expect(at('AT+CCHCFG?')).toBe(`\r\n+CCHCFG: 0,150,\r\n+CCHCFG: 1,60,2\r\n${OK}`);
  });

  it('shows a panel what is connected', () => {
    const { at, modem } = opened();
    at('AT+CCHOPEN=1,"server.example",7000,1', 500);
    expect(modem.state().connections).toEqual([
      'TLS session 0: server.example:7000',
      'TCP session 1: server.example:7000',
    ]);
  });

  it('refuses a session that is open or busy', () => {
    const { at, heard } = startSockets({ first: ['AT+CCHSTART'], latencyMs: 1000 });
    at(OPEN);
    expect(at(OPEN)).toBe(`\r\n+CCHOPEN: 0,3\r\n${ERROR}`);
    expect(at('AT+CCHCLOSE=0')).toBe(`\r\n+CCHCLOSE: 0,3\r\n${ERROR}`);
    heard(2000);
    expect(at(OPEN)).toBe(`\r\n+CCHOPEN: 0,11\r\n${ERROR}`);
    expect(at('AT+CCHSSLCFG=0,1')).toBe(ERROR);
    expect(at('AT+CCHOPEN?')).toContain('\r\n+CCHOPEN: 0,"server.example",7000,2,\r\n');
  });
});

describe('data of a TLS session (V3.00 10.2.5, 10.2.7)', () => {
  it.each([
    ['not told', [], OK],
    ['told', ['AT+CCHSET=1,0'], `${OK}\r\n+CCHSEND: 0,0\r\n`],
  ])('sent, the result %s', (_name, first, answer) => {
    const { at, say, received } = opened(...first);
    expect(at('AT+CCHSEND=0,4')).toBe('\r\n>');
    expect(say('a\x1a\r\n', 500)).toBe(answer);
    expect(received()).toBe('a\x1a\r\n');
    expect(at('AT+CCHSEND?')).toBe(`\r\n+CCHSEND: 0,0\r\n${OK}`);
  });

  it.each(['AT+CCHSEND=0,0', 'AT+CCHSEND=0,2049', 'AT+CCHSEND=2,5', 'AT+CCHSEND=0'])('%s', (command) => {
    expect(opened().at(command)).toBe(ERROR);
  });

  it('says 4 when the other end has gone under the data', () => {
    const { at, say, peer, heard } = opened('AT+CCHSET=1,0');
    at('AT+CCHSEND=0,4');
    peer().end();
    expect(heard(100)).toBe('');
    expect(say('data', 500)).toBe(`${OK}\r\n+CCH_PEER_CLOSED: 0\r\n\r\n+CCHSEND: 0,4\r\n`);
  });

  it('pushed as it comes', () => {
    expect(opened().send('hello')).toBe('\r\n+CCHRECV: DATA,0,5\r\nhello');
    expect(opened().at('AT+CCHRECV=0')).toBe(`\r\n+CCHRECV: 0,11\r\n${ERROR}`);
  });

  it('kept until it is read', () => {
    const { at, send, peer, heard } = opened('AT+CCHSET=0,1');
    expect(send('hello')).toBe('\r\n+CCHEVENT: 0,RECV EVENT\r\n');
    expect(send(' world')).toBe('');
    expect(at('AT+CCHRECV?')).toBe(`\r\n+CCHRECV: LEN,11,0\r\n${OK}`);
    expect(at('AT+CCHRECV=0,5')).toBe(`${OK}\r\n+CCHRECV: DATA,0,5\r\nhello\r\n\r\n+CCHRECV: 0,0\r\n`);
    expect(at('AT+CCHRECV=0')).toBe(`${OK}\r\n+CCHRECV: DATA,0,6\r\n world\r\n\r\n+CCHRECV: 0,0\r\n`);
    expect(at('AT+CCHRECV=0')).toBe(`${OK}\r\n+CCHRECV: 0,0\r\n`);
    expect(send('last')).toBe('\r\n+CCHEVENT: 0,RECV EVENT\r\n');
    peer().end();
    expect(heard(200)).toBe('\r\n+CCH_PEER_CLOSED: 0\r\n');
    expect(at('AT+CCHRECV=0')).toContain('DATA,0,4\r\nlast');
    expect(at('AT+CCHRECV=0')).toBe(`\r\n+CCHRECV: 0,11\r\n${ERROR}`);
  });
});

describe('the end of a TLS session', () => {
  it('by the host', () => {
    const { at, peer } = opened();
    expect(at('AT+CCHCLOSE=0', 500)).toBe(`${OK}\r\n+CCHCLOSE: 0,0\r\n`);
    expect(peer().ended).toBe('local');
    expect(at('AT+CCHCLOSE=0', 500)).toBe(`\r\n+CCHCLOSE: 0,11\r\n${ERROR}`);
    expect(at(OPEN, 500)).toContain('+CCHOPEN: 0,0');
  });

  it('with the service', () => {
    const { at, peer } = opened();
    at('AT+CCHSTOP', 500);
    expect(peer().ended).toBe('local');
    expect(at('AT+CCHSTART', 1000)).toContain('+CCHSTART: 0');
  });

  it('by the other end', () => {
    const { at, peer, heard } = opened();
    peer().end();
    expect(heard(200)).toBe('\r\n+CCH_PEER_CLOSED: 0\r\n');
    expect(at('AT+CCHSEND=0,4')).toBe(`\r\n+CCHSEND: 0,11\r\n${ERROR}`);
  });

  it('by a limit of sending', () => {
    const { at, say, peer, heard } = startSockets({
      first: ['AT+CCHSTART', 'AT+CCHCFG="sendtimeout",0,60', OPEN],
    });
    peer().stall(true);
    at('AT+CCHSEND=0,4');
    say('data', 50_000);
    expect(heard(20_000)).toBe('\r\n+CCH_RECV_CLOSED: 0,18\r\n');
  });

  it('with the data connection', () => {
    const faults = handFaults();
    const { at, heard } = startSockets({ faults, first: ['AT+CCHSTART', OPEN] });
    faults.happen('bearer-lost');
    expect(heard(500)).toContain('\r\n+CCH_RECV_CLOSED: 0,9\r\n');
    expect(at(OPEN, 500)).toBe(`${OK}\r\n+CCHOPEN: 0,9\r\n`);
    heard(10_000);
    expect(at(OPEN, 500)).toBe(`${OK}\r\n+CCHOPEN: 0,0\r\n`);
  });
});

describe('transparent TLS (AT+CCHMODE=1)', () => {
  const ready = (): SocketsUnderTest => started('AT+CCHMODE=1');

  it('CONNECT, data, +++, ATO, CLOSED', () => {
    const { at, say, received, send, peer } = ready();
    expect(at(OPEN, 500)).toBe('\r\nCONNECT 115200\r\n');
    say('raw\r\n', 1500);
    expect(received()).toBe('raw\r\n');
    expect(send('back')).toBe('back');
    expect(say('+++', 1500)).toBe(OK);
    expect(at('AT+CCHSEND=0,4')).toBe(`\r\n+CCHSEND: 0,11\r\n${ERROR}`);
    expect(at('ATO', 500)).toBe('\r\nCONNECT 115200\r\n');
    peer().send(latin1Bytes('bye'));
    peer().end();
    expect(say('', 500)).toBe('bye\r\nCLOSED\r\n');
  });

  it.each([
    ['AT+CCHOPEN=0,"nowhere.example",7000', '\r\nCONNECT FAIL\r\n'],
    ['AT+CCHOPEN=1,"server.example",7000', `\r\n+CCHOPEN: 1,8\r\n${ERROR}`],
  ])('%s', (command, answer) => {
    expect(ready().at(command, 500)).toBe(answer);
  });
});
