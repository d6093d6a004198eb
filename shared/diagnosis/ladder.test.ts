import { describe, expect, test } from 'vitest';
import { type CaptureExtras, captureFromText } from './capture.testkit.ts';
import { diagnose } from './diagnose.ts';
import {
  CONNECT_BYTES,
  CONNECTED,
  DIAL,
  DIAL_TLS,
  dialogue,
  REGISTERED,
  SOCKET_OPEN,
  STARTED,
  STARTED_TLS,
  SUBSCRIBED,
  sent,
} from './dialogue.testkit.ts';
import { type LadderRung, RUNGS, type RungState } from './types.ts';

const LETTERS: Readonly<Record<RungState, string>> = { ok: 'o', failed: 'f', trying: 't', skipped: 's', unknown: '.' };

/** One letter per rung, from UART to PUBLISH. */
const climbed = (text: string, extras: CaptureExtras = {}): readonly LadderRung[] =>
  diagnose(captureFromText(text, extras)).ladder;
const lettersOf = (text: string): string =>
  climbed(text)
    .map(({ state }) => LETTERS[state])
    .join('');

const push = (length: number, bytes: string): string => `RECV FROM:203.0.113.9:1883\\r\\n+IPD${length}\\r\\n${bytes}`;
const IN_SOCKET = [...SOCKET_OPEN, ...sent(22, CONNECT_BYTES), push(4, '\\x20\\x02\\x00\\x00')];
/** QoS 1, packet id 1, topic `a/b`. */
const PUBLISH_BYTES = '\\x32\\x07\\x00\\x03a/b\\x00\\x01';

describe('the ladder', () => {
  test.each<readonly [string, readonly string[], string]>([
    ['nothing was captured', [], '.........'],
    ['the modem answers', ['> AT', 'OK'], 'oo.......'],
    ['only a boot banner', ['RDY'], 'o........'],
    ['the SIM is ready', ['RDY', '+CPIN: READY'], 'ooo......'],
    ['no SIM', ['> AT+CPIN?', '+CME ERROR: SIM not inserted'], 'oof......'],
    ['no SIM, as a number', ['> AT+CPIN?', '+CME ERROR: 10'], 'oof......'],
    ['the SIM is locked', ['> AT+CPIN?', '+CPIN: SIM PIN|OK'], 'oof......'],
    ['the SIM was early, then ready', ['> AT+CPIN?', '+CME ERROR: 14', '+CPIN: READY'], 'ooo......'],
    ['searching', ['> AT+CPIN?', '+CPIN: READY|OK', '> AT+CEREG=1', 'OK', '+CEREG: 2'], 'ooot.....'],
    ['registered with a weak signal', [...REGISTERED, '> AT+CSQ', '+CSQ: 4,99|OK', '+CMQTTNONET'], 'ooooff.f.'],
    ['denied', ['> AT+CPIN?', '+CPIN: READY|OK', '> AT+CEREG?', '+CEREG: 0,3|OK'], 'ooof.....'],
    ['CREG 0, CEREG 1', ['> AT+CEREG?', '+CEREG: 0,1|OK', '> AT+CREG?', '+CREG: 0,0|OK'], 'oooo.....'],
    ['the data connection fails', [...REGISTERED, '> AT+NETOPEN', 'ERROR'], 'oooof....'],
    ['the data connection is being opened', [...REGISTERED, '> AT+NETOPEN', 'OK'], 'oooot....'],
    ['the data connection is open', [...REGISTERED, '> AT+NETOPEN', 'OK', '+NETOPEN: 0'], 'ooooo....'],
    ['dialling', [...STARTED, ...DIAL], 'oooootst.'],
    ['nobody answers', [...STARTED, ...DIAL, '+CMQTTCONNECT: 0,3'], 'ooooofs..'],
    ['refused', [...STARTED, ...DIAL, '+CMQTTCONNECT: 0,30'], 'oooooosf.'],
    ['handshake fails', [...STARTED_TLS, ...DIAL_TLS, '+CMQTTCONNECT: 0,32'], 'oooooof..'],
    ['connected without TLS', CONNECTED, 'ooooooso.'],
    ['connected with TLS', [...STARTED_TLS, ...DIAL_TLS, '+CMQTTCONNECT: 0,0'], 'oooooooo.'],
    ['subscribed', [...CONNECTED, ...SUBSCRIBED], 'oooooosoo'],
    [
      'the broker hangs up',
      [...CONNECTED, '> AT+CMQTTSUB=0', 'OK', '+CMQTTSUB: 0,6', '+CMQTTCONNLOST: 0,1'],
      'ooooofsff',
    ],
    ['the network goes', [...CONNECTED, '+CMQTTNONET'], 'ooooffsf.'],
    ['lost, then connected again', [...CONNECTED, '+CMQTTCONNLOST: 0,1', ...DIAL, '+CMQTTCONNECT: 0,0'], 'ooooooso.'],
    ['disconnected on purpose', [...CONNECTED, '> AT+CMQTTDISC=0,60', 'OK', '+CMQTTDISC: 0,0'], 'ooooo.s..'],
    ['the modem restarts', [...CONNECTED, ...SUBSCRIBED, 'RDY'], 'oo.......'],
    ['and comes back', [...CONNECTED, 'RDY', '+CPIN: READY', '> AT+CEREG?', '+CEREG: 0,2|OK'], 'ooot.....'],
    ['a capture that begins at the end', ['+CMQTTRXSTART: 0,7,4'], 'oooooo.oo'],
    [
      'a socket',
      [
        ...REGISTERED,
        '> AT+NETOPEN',
        'OK',
        '+NETOPEN: 0',
        '> AT+CIPOPEN=0,"TCP","broker.example",1883',
        'OK',
        '+CIPOPEN: 0,0',
      ],
      'oooooos..',
    ],
    [
      'a socket that closes',
      ['> AT+CIPOPEN=0,"TCP","broker.example",1883', 'OK', '+CIPOPEN: 0,0', '+IPCLOSE: 0,1'],
      'ooooofs..',
    ],
    ['MQTT in a socket', [...SOCKET_OPEN, ...sent(22, CONNECT_BYTES)], 'oooooost.'],
    ['… accepted', [...SOCKET_OPEN, ...sent(22, CONNECT_BYTES), push(4, '\\x20\\x02\\x00\\x00')], 'ooooooso.'],
    ['… refused', [...SOCKET_OPEN, ...sent(22, CONNECT_BYTES), push(4, '\\x20\\x02\\x00\\x05')], 'oooooosf.'],
    [
      '… refused, and closed for it',
      [...SOCKET_OPEN, ...sent(22, CONNECT_BYTES), push(4, '\\x20\\x02\\x00\\x05'), '+IPCLOSE: 0,1'],
      'oooooosf.',
    ],
    ['… closed by the host', [...IN_SOCKET, '> AT+CIPCLOSE=0', 'OK', '+CIPCLOSE: 0,0'], 'ooooo.s..'],
    ['… published', [...IN_SOCKET, ...sent(9, PUBLISH_BYTES), push(4, '\\x40\\x02\\x00\\x01')], 'oooooosoo'],
    ['… not confirmed', [...IN_SOCKET, ...sent(9, PUBLISH_BYTES)], 'oooooosot'],
    ['… hung up on', [...IN_SOCKET, ...sent(9, PUBLISH_BYTES), '+IPCLOSE: 0,1'], 'ooooofsf.'],
    ['… left by DISCONNECT', [...IN_SOCKET, ...sent(2, '\\xe0\\x00'), '+IPCLOSE: 0,1'], 'ooooo.s..'],
    [
      'a server that closes behind its answer',
      [...SOCKET_OPEN, ...sent(5, 'hello'), push(3, 'bye'), '+IPCLOSE: 0,1'],
      'ooooo.s..',
    ],
    ['the network goes, and there is no MQTT', [...SOCKET_OPEN, '+CIPEVENT: NETWORK CLOSED UNEXPECTEDLY'], 'ooooffs..'],
    ['messages went, then the connection', [...CONNECTED, ...SUBSCRIBED, '+CMQTTCONNLOST: 0,1'], 'ooooofsf.'],
    [
      'CONNECT is refused by the modem',
      [...STARTED, '> AT+CMQTTCONNECT=0,"broker.example",60,1', 'ERROR'],
      'ooooo..f.',
    ],
    ['the registration was lost under it', [...CONNECTED, '+CEREG: 3'], 'ooof..s..'],
    ['a stale socket', [...SOCKET_OPEN, '> AT+CIPSEND=0,4', '+CIPERROR: 2|ERROR'], 'oooof.s..'],
    ['a topic that is too long', [...CONNECTED, '> AT+CMQTTTOPIC=0,1500', '+CMQTTTOPIC: 0,22|ERROR'], 'oooooosof'],
    ['TOPIC before CONNECT', [...STARTED, '> AT+CMQTTTOPIC=0,4', '+CMQTTTOPIC: 0,11|ERROR'], 'ooooo..f.'],
    ['opened twice', [...SOCKET_OPEN, '> AT+NETOPEN', '+IP ERROR: Network is already opened|ERROR'], 'oooooos..'],
    [
      'the socket service is not open',
      [...REGISTERED, '> AT+CIPOPEN=0,"TCP","broker.example",1883', '+CIPOPEN: 0,2|ERROR'],
      'oooof....',
    ],
  ])('%s', (_, lines, expected) => {
    expect(lettersOf(dialogue(...lines))).toBe(expected);
  });

  test('says why, and which row says so', () => {
    const rungs = climbed(dialogue(...STARTED, ...DIAL, '+CMQTTCONNECT: 0,30'));
    expect(rungs.map(({ rung }) => rung)).toEqual(RUNGS);
    expect(rungs[7]).toMatchObject({ rung: 'CONNECT', state: 'failed', text: '+CMQTTCONNECT: 0,30' });
    expect(rungs[7]?.seq).toBeGreaterThan(0);
    expect(rungs[8]).toEqual({ rung: 'PUBLISH', state: 'unknown', text: '', seq: null });
  });

  test('a serial line that damages characters fails on its rung, though things go through', () => {
    const rungs = climbed(dialogue('> AT+CSQ', '+CSQ: 2\\xb1,99|OK', '> AT+CREG?', '+CRE\\xc7: 0,1|OK'));
    expect(rungs.map(({ state }) => state[0]).join('')).toMatch(/^fo/);
  });

  test('a link that is silent fails on its lowest rung', () => {
    const rungs = climbed(dialogue('> AT', '@9 > AT', '@9 > AT', '@9 > AT+CSQ', '@9 > AT'));
    expect(rungs[0]?.state).toBe('failed');
    expect(rungs.slice(2).every(({ state }) => state === 'unknown')).toBe(true);
  });
});
