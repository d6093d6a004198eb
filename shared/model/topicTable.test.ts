import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../base/utf8.ts';
import { createTopicTable, type TopicTable } from './topicTable.ts';

const hear = (table: TopicTable, topic: string, payload = '1', t = 0, retained = false): void =>
  table.record({ topic, payload: encodeUtf8(payload), retained, t });

const topicsOf = (table: TopicTable): string[] => table.snapshot(0).topics.map(({ topic }) => topic);

describe('createTopicTable', () => {
  it('keeps the last message of each topic and counts them', () => {
    const table = createTopicTable();
    hear(table, 'plant/7/temp', '21.50', 1000, true);
    hear(table, 'plant/7/rssi', '-77', 2000);
    hear(table, 'plant/7/temp', '21.6', 3000);
    expect(table.snapshot(3000)).toMatchObject({
      version: 3,
      topics: [
        { topic: 'plant/7/rssi', count: 1, retained: false, t: 2000, preview: '-77', length: 3, bytes: 3 },
        { topic: 'plant/7/temp', count: 2, retained: false, t: 3000, preview: '21.6', length: 4, bytes: 9 },
      ],
      forgotten: 0,
    });
  });

  it('shows a preview of a payload that changes its length up and down', () => {
    const table = createTopicTable();
    hear(table, 'a', 'x'.repeat(5000));
    expect(table.snapshot(0).topics[0]).toMatchObject({ preview: `${'x'.repeat(115)}…`, length: 5000 });
    hear(table, 'a', 'short');
    expect(table.snapshot(0).topics[0]).toMatchObject({ preview: 'short', length: 5 });
    hear(table, 'a', '');
    expect(table.snapshot(0).topics[0]).toMatchObject({ preview: '', length: 0 });
  });

  it.each([
    ['umlauts and symbols', '21 °C 温度', '21 °C 温度'],
    ['line ends', '{\n"t":21.5}', '{\\n"t":21.5}'],
    ['a long text of three-byte characters', '温'.repeat(100), `${'温'.repeat(53)}…`],
    ['a long text of four-byte characters', `x${'👩'.repeat(100)}`, `x${'👩'.repeat(39)}…`],
    ['control characters up to the limit', `${'x'.repeat(114)}\u0001${'y'.repeat(100)}`, `${'x'.repeat(114)}\\x01…`],
  ])('shows %s as one line of at most 120 characters', (_name, payload, preview) => {
    const table = createTopicTable();
    hear(table, 'a', payload);
    expect(table.snapshot(0).topics[0]?.preview).toBe(preview);
    expect(preview.length).toBeLessThanOrEqual(120);
  });

  it('shows bytes that are no text as hex', () => {
    const table = createTopicTable();
    table.record({ topic: 'a', payload: Uint8Array.of(0x0a, 0xff, 0x10), retained: false, t: 0 });
    table.record({ topic: 'b', payload: new Uint8Array(1000).fill(0xff), retained: false, t: 0 });
    const [a, b] = table.snapshot(0).topics;
    expect(a?.preview).toBe('0a ff 10');
    expect(b?.preview).toMatch(/^(ff )+ff…$/);
  });

  it('keeps its own copy of the payload', () => {
    const table = createTopicTable();
    const payload = encodeUtf8('21.5');
    table.record({ topic: 'a', payload, retained: false, t: 0 });
    payload.fill(0x58);
    expect(table.snapshot(0).topics[0]?.preview).toBe('21.5');
  });

  it('forgets the topic longest silent and counts it', () => {
    const table = createTopicTable({ maxTopics: 3, maxNameChars: 1000 });
    for (const topic of ['a', 'b', 'c', 'a', 'd', 'd', 'e']) hear(table, topic);
    expect(topicsOf(table)).toEqual(['a', 'd', 'e']);
    expect(table.snapshot(0).forgotten).toBe(2);
    expect(table.size).toBe(3);
  });

  it('bounds the memory of long names, but keeps the one just heard', () => {
    const table = createTopicTable({ maxTopics: 100, maxNameChars: 50 });
    for (const topic of ['a', 'b', 'x'.repeat(45), 'y'.repeat(45)]) hear(table, topic);
    expect(topicsOf(table)).toEqual(['y'.repeat(45)]);
    hear(table, 'z'.repeat(60));
    expect(topicsOf(table)).toEqual(['z'.repeat(60)]);
    expect(table.snapshot(0).forgotten).toBe(4);
  });

  it('keeps the QoS of the last message and a rate that falls in silence', () => {
    const table = createTopicTable();
    for (let i = 0; i <= 300; i += 1) {
      table.record({ topic: 'a', payload: encodeUtf8('1'), retained: false, qos: 1, t: i * 100_000 });
    }
    expect(table.entry('a', 30_000_000)).toMatchObject({ qos: 1, count: 301 });
    expect(table.entry('a', 30_000_000)?.rate).toBeCloseTo(10, 0);
    expect(table.entry('a', 60_000_000)?.rate).toBeLessThan(1);
    expect(table.entry('b', 0)).toBeUndefined();
  });

  it('begins anew with a topic that takes the place of a forgotten one', () => {
    const table = createTopicTable({ maxTopics: 1, maxNameChars: 1000 });
    hear(table, 'a', '12345');
    hear(table, 'b', '1');
    expect(table.snapshot(0).topics).toMatchObject([{ topic: 'b', count: 1, bytes: 1 }]);
  });

  it('counts its version up with every message and clear', () => {
    const table = createTopicTable();
    hear(table, 'a');
    hear(table, 'a');
    expect(table.version).toBe(2);
    table.clear();
    expect(table.snapshot(0)).toEqual({ version: 3, topics: [], forgotten: 0 });
    hear(table, 'a');
    expect(table.snapshot(0).topics).toMatchObject([{ topic: 'a', count: 1 }]);
  });
});
