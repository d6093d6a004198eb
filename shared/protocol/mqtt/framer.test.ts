import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMqttFramer, MAX_ROW_BYTES, type MqttFramerOptions } from './framer.ts';
import { CONNECT, concat, cutAt, hex, latin1, PINGREQ, PUBLISH, publishOf, varint } from './mqttBytes.testkit.ts';
import { parsePacketPart } from './packetPart.ts';

interface Frame {
  readonly kind: 'packet' | 'malformed';
  readonly t: number;
  readonly tLast: number;
  readonly bytes: readonly number[];
  readonly text: string;
}

function frame(chunks: readonly Uint8Array[], options: Partial<MqttFramerOptions> = {}, end = true): Frame[] {
  const frames: Frame[] = [];
  const framer = createMqttFramer({
    from: 'client',
    ...options,
    onFrame: (kind, t, tLast, bytes, text) => frames.push({ kind, t, tLast, bytes: [...bytes], text }),
  });
  chunks.forEach((chunk, i) => {
    framer.feed(i + 1, chunk);
  });
  if (end) framer.flush();
  return frames;
}

describe('createMqttFramer', () => {
  test('several packets in one chunk', () => {
    expect(frame([concat([CONNECT, PUBLISH, PINGREQ])])).toEqual(
      [CONNECT, PUBLISH, PINGREQ].map((bytes) => ({ kind: 'packet', t: 1, tLast: 1, bytes: [...bytes], text: '' })),
    );
  });

  test('a packet over three chunks carries the time of its first and its last byte', () => {
    const frames = frame([CONNECT.slice(0, 1), CONNECT.slice(1, 5), concat([CONNECT.slice(5), PINGREQ])]);
    expect(frames).toEqual([
      { kind: 'packet', t: 1, tLast: 3, bytes: [...CONNECT], text: '' },
      { kind: 'packet', t: 3, tLast: 3, bytes: [...PINGREQ], text: '' },
    ]);
  });

  test('a packet that lies whole in its chunk is not copied', () => {
    const chunk = concat([CONNECT, PUBLISH]);
    const buffers: ArrayBufferLike[] = [];
    createMqttFramer({ from: 'client', onFrame: (_kind, _t, _last, bytes) => buffers.push(bytes.buffer) }).feed(
      1,
      chunk,
    );
    expect(buffers).toEqual([chunk.buffer, chunk.buffer]);
  });

  // Remaining length at the edges of its encoding (3.1.1 table 2.4).
  test.each([0, 1, 127 - 3, 128 - 3, 16_383 - 3, 16_384 - 3])('payload of %i bytes', (length) => {
    const bytes = publishOf(length);
    const frames = frame([CONNECT, bytes]);
    expect(frames.map(({ kind, bytes: got }) => [kind, got.length])).toEqual([
      ['packet', CONNECT.length],
      ['packet', bytes.length],
    ]);
  });

  describe('malformed streams', () => {
    test.each([
      ['first packet not CONNECT [MQTT-3.1.0-1]', PUBLISH, 'client', /CONNECT \[MQTT-3\.1\.0-1\]/],
      ['type 0 [MQTT-2.2.1]', hex('00 00'), 'client', /CONNECT/],
      ['CONNECT with reserved flags [MQTT-2.2.2-1]', hex('12 00'), 'client', /reserved flags/],
      ['TLS ClientHello', hex('16 03 01 02 00 01 00 01 fc 03 03'), 'client', /TLS handshake/],
      ['HTTP request', latin1('GET / HTTP/1.1\r\nHost: bench.example\r\n\r\n'), 'client', /HTTP/],
      ['a line of text', latin1('AT+CSQ\r\n'), 'client', /text: "AT\+CSQ…"/],
      ['server that does not begin with CONNACK [MQTT-3.2.0-1]', hex('d0 00'), 'server', /CONNACK/],
      ['HTTP answer of a server', latin1('HTTP/1.1 400 Bad Request\r\n\r\n'), 'server', /HTTP/],
    ] as const)('%s', (_name, bytes, from, text) => {
      expect(frame([bytes], { from })).toEqual([
        { kind: 'malformed', t: 1, tLast: 1, bytes: [...bytes], text: expect.stringMatching(text) },
      ]);
    });

    test('type 0 later in the stream: the packets before it stay packets', () => {
      const frames = frame([concat([CONNECT, PINGREQ, hex('00 02 aa bb')]), hex('c0 00')]);
      expect(frames.map(({ kind, bytes }) => [kind, bytes.length])).toEqual([
        ['packet', CONNECT.length],
        ['packet', 2],
        ['malformed', 4],
        ['malformed', 2],
      ]);
      expect(frames[2]?.text).toContain('type 0');
    });

    test.each([[[]], [[1]], [[2, 4]], [[1, 2, 3, 4, 5]]])(
      'remaining length of five bytes, cut at %j (3.1.1 section 2.2.3)',
      (places) => {
        const bytes = hex('30 80 80 80 80 01 ff');
        const frames = frame([CONNECT, ...cutAt(bytes, places)]);
        expect(frames[0]).toMatchObject({ kind: 'packet' });
        expect(frames[1]).toMatchObject({ kind: 'malformed', text: expect.stringContaining('more than four bytes') });
        expect(frames.slice(1).flatMap(({ bytes: got }) => got)).toEqual([...bytes]);
      },
    );

    test('a server may begin with AUTH (5.0 section 4.12)', () => {
      expect(frame([hex('f0 00')], { from: 'server' })).toMatchObject([{ kind: 'packet' }]);
    });

    test('a long malformed chunk is cut at the cap', () => {
      const frames = frame([new Uint8Array(25).fill(0xff)], { maxRowBytes: 10 });
      expect(frames.map(({ kind, bytes }) => [kind, bytes.length])).toEqual([
        ['malformed', 10],
        ['malformed', 10],
        ['malformed', 5],
      ]);
    });
  });

  describe('the end of the stream', () => {
    test.each([
      [CONNECT.slice(0, 1), 'cut off inside the fixed header'],
      [CONNECT.slice(0, 7), 'cut off after 7 of 22 bytes'],
    ])('inside a packet', (bytes, text) => {
      expect(frame([bytes])).toEqual([{ kind: 'malformed', t: 1, tLast: 1, bytes: [...bytes], text }]);
    });

    test('between packets leaves nothing', () => {
      expect(frame([CONNECT])).toHaveLength(1);
    });

    test('a second flush leaves nothing more', () => {
      let count = 0;
      const framer = createMqttFramer({ from: 'client', onFrame: () => (count += 1) });
      framer.feed(1, CONNECT.slice(0, 3));
      framer.flush();
      framer.flush();
      expect(count).toBe(1);
    });
  });

  describe('a packet longer than a row', () => {
    const long = publishOf(25);

    test('becomes several rows, each but the last full', () => {
      const frames = frame([CONNECT, long, PINGREQ], { maxRowBytes: 22 });
      expect(frames.map(({ kind, bytes, text }) => [kind, bytes.length, text])).toEqual([
        ['packet', 22, ''],
        ['packet', 22, 'part 1 of 2'],
        ['packet', long.length - 22, 'part 2 of 2'],
        ['packet', 2, ''],
      ]);
      expect(frames.map(({ text }) => parsePacketPart(text))).toEqual([
        null,
        { part: 1, parts: 2 },
        { part: 2, parts: 2 },
        null,
      ]);
    });

    test('as long as a row stays whole', () => {
      expect(frame([CONNECT, long], { maxRowBytes: long.length }).at(-1)?.bytes).toHaveLength(long.length);
    });

    test('cut off after its first part says how far it came', () => {
      const frames = frame([CONNECT, long.slice(0, 24)], { maxRowBytes: 22 });
      expect(frames.slice(1).map(({ kind, bytes, text }) => [kind, bytes.length, text])).toEqual([
        ['packet', 22, 'part 1 of 2'],
        ['malformed', 2, `cut off after 24 of ${long.length} bytes`],
      ]);
    });

    test('announced as 256 MB holds no more than what came', () => {
      const framer = createMqttFramer({ from: 'client', onFrame: () => {} });
      framer.feed(1, CONNECT);
      framer.feed(2, hex('30 ff ff ff 7f 00 01 74'));
      expect(framer.pendingSize).toBe(268_435_455 + 5);
      const rows = frame([CONNECT, hex('30 ff ff ff 7f'), new Uint8Array(MAX_ROW_BYTES)], {}, false);
      expect(rows.map(({ bytes, text }) => [bytes.length, text])).toEqual([
        [CONNECT.length, ''],
        [MAX_ROW_BYTES, 'part 1 of 1025'],
      ]);
    });
  });

  const wellFormed = fc
    .array(fc.record({ type: fc.integer({ min: 1, max: 15 }), body: fc.uint8Array({ maxLength: 200 }) }), {
      maxLength: 12,
    })
    .map((packets) =>
      concat([CONNECT, ...packets.flatMap(({ type, body }) => [[type << 4, ...varint(body.length)], body])]),
    );
  const places = fc.array(fc.nat(), { maxLength: 40 });

  test('any chunking of well-formed packets gives the same rows', () => {
    fc.assert(
      fc.property(wellFormed, places, fc.integer({ min: 5, max: 64 }), (stream, edges, maxRowBytes) => {
        const untimed = (frames: readonly Frame[]) => frames.map(({ kind, bytes, text }) => ({ kind, bytes, text }));
        const whole = frame([stream], { maxRowBytes });
        expect(untimed(frame(cutAt(stream, edges), { maxRowBytes }))).toEqual(untimed(whole));
        expect(
          untimed(
            frame(
              [...stream].map((byte) => Uint8Array.of(byte)),
              { maxRowBytes },
            ),
          ),
        ).toEqual(untimed(whole));
      }),
      { seed: 20_260_101, numRuns: 200 },
    );
  });

  test('any bytes in any chunking: rows in order give back the stream, none longer than the cap', () => {
    const stream = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.tuple(wellFormed, fc.uint8Array({ maxLength: 60 })).map(concat),
    );
    fc.assert(
      fc.property(
        stream,
        places,
        fc.integer({ min: 5, max: 64 }),
        fc.boolean(),
        (bytes, edges, maxRowBytes, server) => {
          const from = server ? 'server' : 'client';
          const frames = frame(cutAt(bytes, edges), { from, maxRowBytes });
          expect(frames.flatMap(({ bytes: got }) => got)).toEqual([...bytes]);
          for (const { bytes: got, t, tLast } of frames) {
            expect(got.length).toBeLessThanOrEqual(maxRowBytes);
            expect(t).toBeLessThanOrEqual(tLast);
          }
          const firstMalformed = frames.findIndex(({ kind }) => kind === 'malformed');
          if (firstMalformed >= 0) {
            expect(frames.slice(firstMalformed).every(({ kind }) => kind === 'malformed')).toBe(true);
          }
          const packets = (list: readonly Frame[]) =>
            list.filter(({ kind }) => kind === 'packet').map(({ bytes: got }) => got);
          expect(packets(frames)).toEqual(packets(frame([bytes], { from, maxRowBytes })));
        },
      ),
      { seed: 20_260_102, numRuns: 400 },
    );
  });
});
