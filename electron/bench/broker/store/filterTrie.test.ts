import fc from 'fast-check';
import { expect, test } from 'vitest';
import { topicMatches } from '#shared/protocol/mqtt/topicFilter.ts';
import { createFilterTrie } from './filterTrie.ts';

const level = fc.constantFrom('a', 'b', '', '$x');
const topic = fc.array(level, { minLength: 1, maxLength: 4 }).map((levels) => levels.join('/'));
const filter = fc
  .tuple(fc.array(fc.oneof(level, fc.constant('+')), { minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([levels, rest]) => [...levels, ...(rest ? ['#'] : [])].join('/'));

test('finds what comparing every filter finds, also after some are taken out', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(filter, fc.nat(2)), { maxLength: 12 }), fc.nat(12), topic, (entries, gone, name) => {
      const trie = createFilterTrie();
      const all = new Map(entries);
      for (const [each, qos] of all) trie.set(each, `client of ${each}`, qos);
      for (const each of [...all.keys()].slice(0, gone)) {
        trie.delete(each, `client of ${each}`);
        all.delete(each);
      }
      const expected = [...all].filter(([each]) => topicMatches(each, name));
      expect([...trie.match(name)].sort()).toEqual(expected.map(([each, qos]) => [`client of ${each}`, qos]).sort());
    }),
    { seed: 5, numRuns: 500 },
  );
});

test('of overlapping filters the greatest QoS counts [MQTT-3.3.5-1]', () => {
  const trie = createFilterTrie();
  trie.set('a/#', 'one', 1);
  trie.set('a/b', 'one', 2);
  trie.set('+/b', 'one', 0);
  trie.set('a/b', 'two', 1);
  expect(trie.match('a/b')).toEqual(
    new Map([
      ['one', 2],
      ['two', 1],
    ]),
  );
});
