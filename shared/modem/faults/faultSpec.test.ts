import { describe, expect, it } from 'vitest';
import { FAULTS } from './faultCatalogue.ts';
import { formatFaultSpec, parseFaultSpec } from './faultSpec.ts';

describe('parseFaultSpec', () => {
  it.each([
    ['sim-absent', { name: 'sim-absent', value: 0, trigger: { type: 'always' } }],
    ['cmqtt-pub=14', { name: 'cmqtt-pub', value: 14, trigger: { type: 'always' } }],
    ['cmqtt-pub', { name: 'cmqtt-pub', value: 17, trigger: { type: 'always' } }],
    [' cmqtt-pub=14@3 ', { name: 'cmqtt-pub', value: 14, trigger: { type: 'occasion', nth: 3, onwards: false } }],
    ['late=2.5@2+', { name: 'late', value: 2.5, trigger: { type: 'occasion', nth: 2, onwards: true } }],
    ['restart@20s', { name: 'restart', value: 0, trigger: { type: 'after', seconds: 20, until: null } }],
    ['reg-searching@20s..30s', { name: 'reg-searching', value: 0, trigger: { type: 'after', seconds: 20, until: 30 } }],
    ['publish-lost@5%', { name: 'publish-lost', value: 0, trigger: { type: 'chance', share: 0.05 } }],
    ['restart@CMQTTPUB:3', { name: 'restart', value: 0, trigger: { type: 'command', name: 'CMQTTPUB', nth: 3 } }],
    ['restart@at+cmqttpub:3', { name: 'restart', value: 0, trigger: { type: 'command', name: 'CMQTTPUB', nth: 3 } }],
    ['drop-bytes=0.01', { name: 'drop-bytes', value: 0.01, trigger: { type: 'always' } }],
  ])('reads %s', (text, spec) => {
    expect(parseFaultSpec(text)).toEqual({ ok: true, value: spec });
  });

  it.each([
    ['', 'unknown-fault'],
    ['SIM-ABSENT', 'unknown-fault'],
    ['sim-absent=1', 'bad-value'],
    ['sim-absent=', 'bad-value'],
    ['connack=0', 'bad-value'],
    ['connack=6', 'bad-value'],
    ['connack=1.5', 'bad-value'],
    ['connack=', 'bad-value'],
    ['late=500', 'bad-value'],
    ['drop-bytes=2', 'bad-value'],
    ['drop-bytes=NaN', 'bad-value'],
    ['cmqtt-pub@', 'bad-trigger'],
    ['cmqtt-pub@0', 'bad-trigger'],
    ['cmqtt-pub@x', 'bad-trigger'],
    ['cmqtt-pub@0%', 'bad-trigger'],
    ['cmqtt-pub@101%', 'bad-trigger'],
    ['restart@3', 'bad-trigger'],
    ['sim-absent@5%', 'bad-trigger'],
    ['restart@30s..20s', 'bad-trigger'],
  ])('refuses %j', (text, code) => {
    expect(parseFaultSpec(text)).toMatchObject({ ok: false, error: { code } });
  });

  it('reads back what it writes, for every fault', () => {
    for (const { name, kind } of FAULTS) {
      for (const trigger of kind === 'occasion'
        ? ['', '@4', '@4+', '@7.5%', '@3s']
        : ['', '@3s', '@3s..9s', '@CSQ:2']) {
        const spec = parseFaultSpec(`${name}${trigger}`);
        if (!spec.ok) throw new Error(spec.error.message);
        expect(parseFaultSpec(formatFaultSpec(spec.value))).toEqual(spec);
      }
    }
  });
});

describe('the catalogue', () => {
  it('has each name once, in kebab-case', () => {
    const names = FAULTS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
  });
});
