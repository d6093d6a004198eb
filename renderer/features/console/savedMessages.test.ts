import { describe, expect, it } from 'vitest';
import type { SavedMessage } from '#shared/contract/publish.ts';
import { dropSaved, putSaved, savedFolders } from './savedMessages.ts';

const saved = (folder: string, name: string, payload = ''): SavedMessage => ({
  ...{ folder, name },
  message: { topic: 'a', qos: 0, retain: false, payload, encoding: 'text' },
});

describe('saved messages', () => {
  it('stand in folders, in the order people count', () => {
    const list = [saved('Plant', 'valve 10'), saved('', 'ping'), saved('Plant', 'valve 2'), saved('Lab', 'x')];
    expect(savedFolders(list).map(({ folder, messages }) => [folder, messages.map(({ name }) => name)])).toEqual([
      ['', ['ping']],
      ['Lab', ['x']],
      ['Plant', ['valve 2', 'valve 10']],
    ]);
  });

  it('are told apart by folder and name together', () => {
    const list = [saved('A', 'x', 'old'), saved('B', 'x', 'other')];
    const put = putSaved(list, saved('A', 'x', 'new')) ?? [];
    expect(put.map(({ folder, message }) => [folder, message.payload])).toEqual([
      ['B', 'other'],
      ['A', 'new'],
    ]);
    expect(dropSaved(put, saved('A', 'x'))).toEqual([saved('B', 'x', 'other')]);
  });

  it('are bounded; one of the same name still fits', () => {
    const full = Array.from({ length: 200 }, (_, i) => saved('', `m${i}`));
    expect(putSaved(full, saved('', 'one more'))).toBeNull();
    expect(putSaved(full, saved('', 'm7', 'new'))).toHaveLength(200);
    const large = Array.from({ length: 6 }, (_, i) => saved('', `m${i}`, 'x'.repeat(65_000)));
    expect(putSaved(large, saved('', 'one more', 'x'.repeat(65_000)))).toBeNull();
  });
});
