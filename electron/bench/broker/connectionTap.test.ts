import { duplexPair } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { CONNECT, concat, hex, PINGREQ, PUBLISH, publishOf } from '#shared/protocol/mqtt/mqttBytes.testkit.ts';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createListLog } from '#test/fakes/listLog.ts';
import { type ConnectionTapOptions, createConnectionTap } from './connectionTap.ts';

const CONNACK = hex('20 02 00 00');
const DISCONNECT = hex('e0 00');

function tapped(side: ConnectionTapOptions['side'] = 'server', more: Partial<ConnectionTapOptions> = {}) {
  const clock = createFakeClock();
  const log = createListLog(clock);
  const link = log.openLink({ lane: 'mqtt', role: 'device', address: '127.0.0.1:50001' });
  const tap = createConnectionTap({ log, clock, link, side, ...more });
  const [near, far] = duplexPair();
  tap.attach(near, 'TCP from 127.0.0.1:50001');
  near.on('data', () => {});
  far.on('data', () => {});
  const rows = () => log.of(link).map(({ dir, kind, text, bytes }) => [dir, kind, text, bytes.length]);
  return { clock, log, link, tap, near, far, rows };
}

const written = (stream: { write(bytes: Uint8Array, done: () => void): unknown }, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve) => stream.write(bytes, resolve));

describe('createConnectionTap', () => {
  test('a session at the server: open, packets both ways, close', async () => {
    const { clock, log, link, tap, near, far, rows } = tapped();
    await written(far, concat([CONNECT, PUBLISH]));
    clock.advance(2);
    await written(near, CONNACK);
    await written(far, DISCONNECT);
    tap.close('the client disconnected');
    expect(rows()).toEqual([
      ['none', 'open', 'TCP from 127.0.0.1:50001', 0],
      ['rx', 'packet', '', CONNECT.length],
      ['rx', 'packet', '', PUBLISH.length],
      ['tx', 'packet', '', 4],
      ['rx', 'packet', '', 2],
      ['none', 'close', 'the client disconnected', 0],
    ]);
    expect(log.of(link).map(({ t }) => t)).toEqual([0, 0, 0, 2000, 2000, 2000]);
    expect(log.of(link).map((row) => row.lane === 'mqtt' && row.level)).toEqual([0, 4, 4, 4, 4, 4]);
    expect(log.link(link)).toMatchObject({ clientId: 'bench-01', name: 'bench-01', level: 4, closedAt: 2000 });
    expect(tap).toMatchObject({ packetsIn: 3, packetsOut: 1, disconnectSeen: true, malformed: '' });
  });

  test('on a client stream the directions still are client to server (rx) and server to client (tx)', async () => {
    const { near, far, rows } = tapped('client');
    await written(near, CONNECT);
    await written(far, CONNACK);
    expect(rows().slice(1)).toEqual([
      ['rx', 'packet', '', CONNECT.length],
      ['tx', 'packet', '', 4],
    ]);
  });

  test('a zero-length client id leaves the link its number as name', async () => {
    const { log, link, far } = tapped();
    await written(far, hex('10 0c 00 04 4d 51 54 54 04 02 00 3c 00 00'));
    expect(log.link(link)).toMatchObject({ clientId: '', name: `#${link}`, level: 4 });
  });

  test('what was cut off comes out at the close', async () => {
    const { tap, far, rows } = tapped();
    await written(far, concat([CONNECT, PUBLISH.slice(0, 4)]));
    tap.close('gone');
    tap.close('again');
    expect(rows().slice(2)).toEqual([
      ['rx', 'malformed', `cut off after 4 of ${PUBLISH.length} bytes`, 4],
      ['none', 'close', 'gone', 0],
    ]);
  });

  test('bytes that are not MQTT are a malformed row, and the tap says so', async () => {
    const { tap, far, rows } = tapped();
    await written(far, hex('16 03 01 00'));
    expect(rows()[1]).toEqual(['rx', 'malformed', expect.stringContaining('TLS'), 4]);
    expect(tap.malformed).toBe('rx');
  });

  test('the parts of a long packet count as one packet', async () => {
    const { tap, far, rows } = tapped();
    await written(far, concat([CONNECT, publishOf(600_000), PINGREQ]));
    expect(rows().map(([, , text]) => text)).toEqual([
      'TCP from 127.0.0.1:50001',
      '',
      'part 1 of 3',
      'part 2 of 3',
      'part 3 of 3',
      '',
    ]);
    expect(tap.packetsIn).toBe(3);
  });

  test('a part of a long packet that looks like DISCONNECT is none', async () => {
    const { tap, far } = tapped();
    const long = publishOf(600_000).fill(0xe0, 100);
    await written(far, concat([CONNECT, long]));
    expect(tap.disconnectSeen).toBe(false);
  });

  test('a packet larger than allowed is told when its length is known, once', async () => {
    const sizes: number[] = [];
    const { far } = tapped('server', { maxPacketBytes: 1_000_000, onTooLarge: (size) => sizes.push(size) });
    await written(far, concat([CONNECT, publishOf(900_000), hex('30 80 80 80 01')]));
    await written(far, new Uint8Array(10));
    expect(sizes).toEqual([2_097_152 + 5]);
  });

  test('the peer ending its half is seen', async () => {
    const { tap, far } = tapped();
    await new Promise<void>((resolve) => far.end(resolve));
    expect(tap.peerEnded).toBe(true);
  });
});
