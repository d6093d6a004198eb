import { describe, expect, it } from 'vitest';
import { FAULTS } from '#shared/modem/faults/faultCatalogue.ts';
import { faultEntry, parseFaultSpec } from '#shared/modem/faults/faultSpec.ts';
import { faultGroups, faultText, formTrouble, freshForm, timingsOf } from './faultModel.ts';

describe('a fault as the form has it', () => {
  it('can be armed as it stands, with each timing, for every fault', () => {
    for (const fault of FAULTS) {
      const entry = faultEntry(fault.name);
      for (const timing of timingsOf(entry)) {
        expect(formTrouble(entry, { ...freshForm(entry), timing })).toBe('');
      }
    }
  });

  it.each([
    ['cmqtt-pub', { value: '14', timing: 'nth', number: '3' }, 'cmqtt-pub=14@3'],
    ['restart', { timing: 'after', number: '20' }, 'restart@20s'],
    ['publish-lost', { timing: 'chance', number: '5' }, 'publish-lost@5%'],
    ['restart', { timing: 'command', number: '2', command: ' CMQTTPUB ' }, 'restart@CMQTTPUB:2'],
    ['drop-bytes', { value: '2.5' }, 'drop-bytes=0.025'],
  ] as const)('%s with %j is %s', (name, change, text) => {
    const entry = faultEntry(name);
    expect(faultText(entry, { ...freshForm(entry), ...change })).toBe(text);
    expect(parseFaultSpec(text).ok).toBe(true);
  });

  it('says what is wrong', () => {
    const entry = faultEntry('connack');
    expect(formTrouble(entry, { ...freshForm(entry), value: '9' })).toContain('1 to 5');
    expect(formTrouble(entry, { ...freshForm(entry), timing: 'nth', number: 'x' })).not.toBe('');
  });
});

describe('faultGroups', () => {
  it('lists all of the catalogue without a query', () => {
    expect(faultGroups('').flatMap(({ faults }) => faults)).toHaveLength(FAULTS.length);
  });

  it.each([
    ['sim pin', ['sim-pin']],
    ['registration.denied', ['reg-denied']],
    ['nothing like it', []],
  ])('finds %j', (query, names) => {
    expect(faultGroups(query).flatMap(({ faults }) => faults.map(({ name }) => name))).toEqual(names);
  });
});
