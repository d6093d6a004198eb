import { describe, expect, it } from 'vitest';
import { latin1Bytes } from '../../../base/latin1.ts';
import { DEFAULT_MODEM_SETTINGS } from '../../modemSettings.ts';
import { record, unread } from '../tcpip/recording.testkit.ts';
import { ERROR, handFaults, OK, type SocketsUnderTest, startSockets } from '../tcpip/sockets.testkit.ts';

const RESPONSE = 'HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nhello\r\nOK\r\n';
const HEAD = RESPONSE.slice(0, RESPONSE.indexOf('hello'));
const URL = 'AT+HTTPPARA="URL","http://api.example/v1?q=1"';

/** With `api.example:80` and `:443` answering `response`. */
const start = (
  first: readonly string[],
  response = RESPONSE,
  profile: 'sim7600' | 'a76xx' = 'sim7600',
): SocketsUnderTest => {
  const sockets = startSockets({ settings: { profile }, first: [] });
  for (const port of [80, 443])
    sockets.network.serve('api.example', port, (peer) => peer.onData(() => peer.send(latin1Bytes(response))));
  for (const command of first) sockets.at(command, 1500);
  return sockets;
};
const ready = (...settings: readonly string[]): SocketsUnderTest => start(['AT+HTTPINIT', URL, ...settings]);

describe('the HTTP service (V3.00 13.2)', () => {
  it.each([
    ['AT+HTTPTERM', ERROR],
    [URL, ERROR],
    ['AT+HTTPDATA=5,10', ERROR],
    ['AT+HTTPACTION=0', ERROR],
    ['AT+HTTPHEAD', ERROR],
    ['AT+HTTPREAD?', ERROR],
    ['AT+HTTPREAD=0,10', ERROR],
    ['AT+HTTPREADFILE="body.txt"', ERROR],
    ['AT+HTTPPOSTFILE="body.txt"', ERROR],
    ['AT+HTTPINIT', OK],
  ])('not started: %s', (command, answer) => {
    expect(start([]).at(command, 1000)).toBe(answer);
  });

  it('starts once, and stops once', () => {
    const { at } = start(['AT+HTTPINIT']);
    expect(at('AT+HTTPINIT', 1000)).toBe(ERROR);
    expect(at('AT+HTTPTERM')).toBe(OK);
    expect(at('AT+HTTPTERM')).toBe(ERROR);
    expect(at('AT+HTTPINIT', 1000)).toBe(OK);
    expect(at('AT+HTTPACTION=0')).toBe(ERROR);
  });

  it('does not start without a network', () => {
    const network = { ...DEFAULT_MODEM_SETTINGS.network, apns: ['iot.example'] };
    const { at } = startSockets({ settings: { network, apn: 'wrong' }, first: [] });
    expect(at('AT+HTTPINIT', 20_000)).toBe(ERROR);
  });

  it.each([
    ['"URL","https://api.example"', OK],
    ['"URL","api.example/v1"', ERROR],
    ['"URL","http://"', ERROR],
    ['"CONNECTTO",20', OK],
    ['"CONNECTTO",19', ERROR],
    ['"CONNECTTO",121', ERROR],
    ['"RECVTO",2', OK],
    ['"RECVTO",1', ERROR],
    ['"RESPTO",20', OK],
    ['"RESPTO",19', ERROR],
    ['"content","application/json"', OK],
    ['"UA",""', OK],
    ['"SSLCFG",10', ERROR],
    [`"USERDATA","${'x'.repeat(513)}"`, ERROR],
    ['"CID",1', ERROR],
    ['"READMODE",1', ERROR],
  ])('AT+HTTPPARA=%s', (parameters, answer) => {
    expect(ready().at(`AT+HTTPPARA=${parameters}`)).toBe(answer);
  });
});

describe('requests and responses', () => {
  it('GET: OK, then method, status and length; head and body', () => {
    const { at, received } = ready();
    expect(at('AT+HTTPACTION=0', 500)).toBe(`${OK}\r\n+HTTPACTION: 0,200,11\r\n`);
    expect(received()).toContain('GET /v1?q=1 HTTP/1.1\r\nHost: api.example\r\n');
    expect(at('AT+HTTPHEAD')).toBe(`\r\n+HTTPHEAD: DATA,${HEAD.length}\r\n${HEAD}\r\n${OK}`);
    expect(at('AT+HTTPREAD?')).toBe(`\r\n+HTTPREAD: LEN,11\r\n${OK}`);
    expect(at('AT+HTTPREAD=0,500')).toBe(`${OK}\r\n+HTTPREAD: DATA,11\r\nhello\r\nOK\r\n\r\n\r\n+HTTPREAD: 0\r\n`);
    expect(at('AT+HTTPREAD=5')).toBe(`${OK}\r\n+HTTPREAD: DATA,5\r\nhello\r\n\r\n+HTTPREAD: 0\r\n`);
    expect(at('AT+HTTPREAD=7,2')).toBe(`${OK}\r\n+HTTPREAD: DATA,2\r\nOK\r\n\r\n+HTTPREAD: 0\r\n`);
    expect(at('AT+HTTPREAD=11,5')).toBe(`${OK}\r\n+HTTPREAD: 0\r\n`);
    expect(at('AT+HTTPREAD=0,0')).toBe(ERROR);
  });

  it('of the newer family has no word before the length', () => {
    const { at } = start(['AT+HTTPINIT', URL, 'AT+HTTPACTION=0'], RESPONSE, 'a76xx');
    expect(at('AT+HTTPHEAD')).toContain(`\r\n+HTTPHEAD: ${HEAD.length}\r\n`);
    expect(at('AT+HTTPREAD=0,5')).toBe(`${OK}\r\n+HTTPREAD: 5\r\nhello\r\n\r\n+HTTPREAD: 0\r\n`);
    expect(at('AT+HTTPPARA="READMODE",1')).toBe(OK);
  });

  it('reads a long body in blocks, no faster than the line, once at a time', () => {
    const { at, heard } = start(
      ['AT+HTTPINIT', URL],
      `HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n${'z'.repeat(2000)}`,
    );
    at('AT+HTTPACTION=0', 500);
    const first = at('AT+HTTPREAD=0,2000');
    expect(first).toBe(`${OK}\r\n+HTTPREAD: DATA,1024\r\n${'z'.repeat(1024)}\r\n`);
    expect(at('AT+HTTPREAD=0,1', 20)).toBe(ERROR);
    expect(heard(500)).toBe(`\r\n+HTTPREAD: DATA,976\r\n${'z'.repeat(976)}\r\n\r\n+HTTPREAD: 0\r\n`);
    at('AT+HTTPREAD=0,2000', 20);
    expect(at('AT+HTTPTERM', 1000)).toBe(OK);
  });

  it('POST: asks for the body with DOWNLOAD', () => {
    const { at, say, received } = ready('AT+HTTPPARA="CONTENT","application/json"');
    expect(at('AT+HTTPDATA=8,10')).toBe('\r\nDOWNLOAD\r\n');
    expect(say('{"a":\r\n', 100)).toBe('');
    expect(say('}AT\r', 100)).toBe(`${OK}AT\r${OK}`);
    expect(at('AT+HTTPACTION=1', 500)).toBe(`${OK}\r\n+HTTPACTION: 1,200,11\r\n`);
    expect(received()).toMatch(/Content-Type: application\/json\r\nContent-Length: 8\r\n\r\n\{"a":\r\n\}$/);
  });

  it.each([
    ['AT+HTTPDATA=0,10', ERROR],
    ['AT+HTTPDATA=153601,10', ERROR],
    ['AT+HTTPDATA=5,9', ERROR],
    ['AT+HTTPDATA=5', ERROR],
    ['AT+HTTPACTION=4', ERROR],
    ['AT+HTTPACTION=1', `${OK}\r\n+HTTPACTION: 1,200,11\r\n`],
    ['AT+HTTPACTION=3', `${OK}\r\n+HTTPACTION: 3,200,11\r\n`],
    ['AT+HTTPACTION=2', `${OK}\r\n+HTTPACTION: 2,200,0\r\n`],
  ])('%s', (command, answer) => {
    expect(ready().at(command, 500)).toBe(answer);
  });

  it('gives up waiting for a body after its time', () => {
    const { at, say, heard } = ready();
    at('AT+HTTPDATA=8,10');
    expect(say('short', 9000)).toBe('');
    expect(heard(2000)).toBe(ERROR);
  });

  it.each([
    ['404', 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n', '404,0'],
    ['chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n', '200,3'],
    ['another protocol', '\x15\x03\x01\x00\x02\x02\x28', '600,0'],
    [
      'a redirection, which is not followed',
      'HTTP/1.1 301 Moved\r\nLocation: https://api.example/\r\nContent-Length: 0\r\n\r\n',
      '301,0',
    ],
  ])('tells of %s', (_name, response, result) => {
    expect(start(['AT+HTTPINIT', URL], response).at('AT+HTTPACTION=0', 500)).toBe(
      `${OK}\r\n+HTTPACTION: 0,${result}\r\n`,
    );
  });

  it.each([
    ['dns', 713],
    ['refused', 714],
    ['timeout', 714],
    ['handshake', 715],
    ['certificate', 719],
    ['peer', 704],
    ['bearer', 709],
  ] as const)('names %s as %d', (reason, code) => {
    const { network, at } = ready();
    network.fail('api.example', 80, reason);
    expect(at('AT+HTTPACTION=0', 500)).toBe(`${OK}\r\n+HTTPACTION: 0,${code},0\r\n`);
    expect(at('AT+HTTPREAD?')).toBe(ERROR);
  });

  it('dials with the TLS context, or says what is missing in it', () => {
    const { at, peer } = start(['AT+CSSLCFG="enableSNI",2,1', 'AT+HTTPINIT', 'AT+HTTPPARA="SSLCFG",2']);
    at('AT+HTTPPARA="URL","https://api.example"');
    expect(at('AT+HTTPACTION=0', 500)).toContain('+HTTPACTION: 0,200,11');
    expect(peer().request).toMatchObject({ port: 443, tls: { serverName: 'api.example' } });
    at('AT+CSSLCFG="authmode",2,1');
    expect(at('AT+HTTPACTION=0', 500)).toContain('+HTTPACTION: 0,719,0');
    at('AT+CSSLCFG="cacert",2,"none.pem"');
    expect(at('AT+HTTPACTION=0', 500)).toContain('+HTTPACTION: 0,707,0');
  });

  it('waits for a silent server as long as RESPTO says, and for a slow one as long as RECVTO', () => {
    const { at, heard } = start(['AT+HTTPINIT', URL, 'AT+HTTPPARA="RESPTO",30', 'AT+HTTPPARA="RECVTO",5'], '');
    expect(at('AT+HTTPACTION=0', 29_000)).toBe(OK);
    expect(at('AT+HTTPACTION=0')).toBe(ERROR);
    expect(heard(2000)).toBe('\r\n+HTTPACTION: 0,720,0\r\n');
    const slow = start(['AT+HTTPINIT', URL, 'AT+HTTPPARA="RECVTO",5'], HEAD);
    expect(slow.at('AT+HTTPACTION=0', 4000)).toBe(OK);
    expect(slow.heard(2000)).toBe('\r\n+HTTPACTION: 0,705,0\r\n');
  });

  it('tells when the server closes the connection afterwards, and when the network goes', () => {
    const faults = handFaults();
    const sockets = startSockets({ faults, first: [] });
    sockets.network.serve('api.example', 80, (peer) => peer.onData(() => peer.send(latin1Bytes(RESPONSE))));
    for (const command of ['AT+HTTPINIT', URL, 'AT+HTTPACTION=0']) sockets.at(command, 1500);
    sockets.peer().end();
    expect(sockets.heard(200)).toBe('\r\n+HTTP_PEER_CLOSED\r\n');
    faults.happen('bearer-lost');
    expect(sockets.heard(500)).toContain('+HTTP_NONET_EVENT');
    expect(sockets.at('AT+HTTPACTION=0', 500)).toContain('+HTTPACTION: 0,709,0');
  });

  it('lets go of the connection it kept: with the next request, and without another word when the network goes', () => {
    const faults = handFaults();
    const sockets = startSockets({ faults, first: [] });
    sockets.network.serve('api.example', 80, (peer) => peer.onData(() => peer.send(latin1Bytes(RESPONSE))));
    for (const command of ['AT+HTTPINIT', URL, 'AT+HTTPACTION=0', 'AT+HTTPACTION=0']) sockets.at(command, 1500);
    expect(sockets.network.peers.map(({ ended }) => ended)).toEqual(['local', null]);
    faults.happen('bearer-lost');
    const text = sockets.heard(500);
    expect(text).toContain('+HTTP_NONET_EVENT');
    expect(text).not.toContain('+HTTP_PEER_CLOSED');
    sockets.at('AT+HTTPTERM');
    sockets.heard(20_000);
    faults.happen('bearer-lost');
    expect(sockets.heard(500)).not.toContain('HTTP');
  });

  it('says nothing more after AT+HTTPTERM', () => {
    const { at, heard, peer } = ready();
    at('AT+HTTPACTION=0', 12);
    expect(at('AT+HTTPTERM', 20)).toContain('OK');
    expect(heard(200_000)).toBe('');
    expect(peer().ended).toBe('local');
  });

  it('sends and stores files', () => {
    const { at, say, received } = ready();
    at('AT+CCERTDOWN="note.pem",4');
    say('file');
    expect(at('AT+HTTPPOSTFILE="none.txt"')).toBe(ERROR);
    expect(at('AT+HTTPPOSTFILE="note.pem"', 500)).toBe(`${OK}\r\n+HTTPPOSTFILE: 1,200,11\r\n`);
    expect(received().endsWith('\r\n\r\nfile')).toBe(true);
    expect(at('AT+HTTPREADFILE="body.txt"', 500)).toBe(`${OK}\r\n+HTTPREADFILE: 0\r\n`);
    expect(at('AT+HTTPPOSTFILE="body.txt"', 500)).toContain('+HTTPPOSTFILE: 1,200');
  });
});

it.each(['sim7600', 'a76xx'] as const)('what the %s says of HTTP is understood by the bench', (profile) => {
  const sockets = start([], RESPONSE, profile);
  const { tx, records, wait } = record(sockets);
  for (const command of ['AT+HTTPINIT', URL, 'AT+HTTPDATA=6,10']) tx(`${command}\r`, 1000);
  tx('OK\r\n\r\n');
  for (const command of ['AT+HTTPACTION=1', 'AT+HTTPHEAD', 'AT+HTTPREAD?', 'AT+HTTPREAD=0,500'])
    tx(`${command}\r`, 1000);
  sockets.peer().end();
  wait(200);
  tx('AT+HTTPTERM\r');
  expect(unread(records)).toEqual([]);
});
