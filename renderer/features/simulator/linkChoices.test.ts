import { describe, expect, it } from 'vitest';
import { parseLinkProfile } from '#shared/modem/link/parseLinkProfile.ts';
import { choiceOf, linkChoices, linkOf } from './linkChoices.ts';

describe('linkChoices', () => {
  it('offers none and every link by a name the bench takes', () => {
    const [none, ...named] = linkChoices('');
    expect(linkOf(none?.value ?? '')).toBe('');
    expect(named.length).toBeGreaterThan(5);
    for (const { value } of named) expect(parseLinkProfile(linkOf(value)).ok).toBe(true);
  });

  it('shows a link with changes as it is', () => {
    expect(linkChoices('lte,loss=0.1').at(-1)).toEqual({ value: 'lte,loss=0.1', label: 'lte,loss=0.1' });
    expect(linkChoices('lte')).toHaveLength(linkChoices('').length);
    expect(choiceOf('')).toBe(linkChoices('')[0]?.value);
  });
});
