import { describe, expect, it } from 'vitest';
import type { PublishInput } from '#shared/contract/publish.ts';
import { AT_DRAFT, newerMessage, olderMessage, rememberMessage } from './publishHistory.ts';

const message = (payload: string): PublishInput => ({ topic: 'a', qos: 0, retain: false, payload, encoding: 'text' });
const ENTRIES = ['newest', 'older', 'oldest'].map(message);

describe('walking through the history', () => {
  it('goes back to the oldest and forward to what was being written', () => {
    const shown: string[] = [];
    let cursor = AT_DRAFT;
    let current = message('draft');
    for (const step of [olderMessage, olderMessage, olderMessage, olderMessage]) {
      const next = step(ENTRIES, cursor, current);
      shown.push(next?.message.payload ?? 'stays');
      if (next !== null) ({ cursor, message: current } = next);
    }
    for (let i = 0; i < 4; i += 1) {
      const next = newerMessage(ENTRIES, cursor);
      shown.push(next?.message.payload ?? 'stays');
      if (next !== null) ({ cursor } = next);
    }
    expect(shown).toEqual(['newest', 'older', 'oldest', 'stays', 'older', 'newest', 'draft', 'stays']);
  });

  it('has nothing to go to in an empty history', () => {
    expect(olderMessage([], AT_DRAFT, message('draft'))).toBeNull();
  });
});

describe('rememberMessage', () => {
  it('puts the newest first, the same message once', () => {
    const history = ['a', 'b', 'a'].reduce<PublishInput[]>(
      (old, payload) => rememberMessage(old, message(payload)),
      [],
    );
    expect(history.map(({ payload }) => payload)).toEqual(['a', 'b']);
  });

  it('keeps fifty, and none with a long payload or without a topic', () => {
    let history: PublishInput[] = [];
    for (let i = 0; i < 60; i += 1) history = rememberMessage(history, message(String(i)));
    expect([history.length, history[0]?.payload]).toEqual([50, '59']);
    for (let i = 0; i < 20; i += 1) history = rememberMessage(history, message(`${i}${'x'.repeat(8000)}`));
    expect(history).toHaveLength(12);
    expect(rememberMessage(history, message('x'.repeat(10_000)))).toEqual(history);
    expect(rememberMessage(history, { ...message('1'), topic: '' })).toEqual(history);
  });
});
