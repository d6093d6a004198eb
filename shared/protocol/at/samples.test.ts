import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAtlog } from '../../model/atlog.ts';
import { frame, fromLatin1, records, stream } from './framer.testkit.ts';

const SAMPLES = new URL('../../../resources/samples/', import.meta.url);
const samples = ['first-connection.atlog', 'sim-not-inserted.atlog'].map((name) => ({
  name,
  text: readFileSync(new URL(name, SAMPLES), 'utf8'),
}));

describe('the captures that ship with the program', () => {
  it.each(samples)('$name says in its head what it shows, and its records are in the order of time', ({ text }) => {
    const parsed = parseAtlog(text);
    if (!parsed.ok) throw new Error(parsed.error.message);
    expect(parsed.value.comments.length).toBeGreaterThan(1);
    const times = parsed.value.records.map(({ t }) => t);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it.each(samples)('$name is read without garbage, unknown lines or cut rows', ({ text }) => {
    const rows = frame(records(text));
    expect(rows.filter(({ kind, partial }) => partial || kind === 'garbage' || kind === 'text')).toEqual([]);
    for (const dir of ['tx', 'rx'] as const) expect(stream(rows, dir)).toBe(stream(records(text), dir));
  });

  it.each(samples)('$name has data of the lengths its commands name', ({ text }) => {
    const rows = frame(records(text)).filter(({ dir }) => dir === 'tx');
    const announced = rows.flatMap(({ kind, bytes }) => {
      const length = /(?:TOPIC|PAYLOAD|MSG|SUB)=0,(\d+)/.exec(fromLatin1(bytes))?.[1];
      return kind === 'command' && length !== undefined ? [Number(length)] : [];
    });
    expect(rows.filter(({ kind }) => kind === 'payload').map(({ bytes }) => bytes.length)).toEqual(announced);
  });
});
