import { expect, test } from 'vitest';
import { exchanges, severitiesIn } from '../../capture.testkit.ts';
import { overVoltage } from './overVoltage.ts';
import { temperature } from './temperature.ts';
import { underVoltage } from './underVoltage.ts';

const REGISTERED = ['AT+CEREG?', '+CEREG: 0,1', 'OK'] as const;

/** Manual V3.00 19.2.1, 19.2.6, 19.2.7. */
test.each([
  [underVoltage, 'a warning, and nothing after it', exchanges(['', 'UNDER-VOLTAGE WARNNING']), ['fault']],
  [underVoltage, 'spelt right', exchanges(['', 'UNDER-VOLTAGE WARNING']), ['fault']],
  [underVoltage, 'power down', exchanges(REGISTERED, ['', 'UNDER-VOLTAGE WARNNING POWER DOWN']), ['fault']],
  [underVoltage, 'still registered later', exchanges(['', 'UNDER-VOLTAGE WARNNING'], REGISTERED), ['warning']],
  [underVoltage, 'the other way round', exchanges(['', 'OVER-VOLTAGE WARNNING']), []],
  [overVoltage, 'a warning', exchanges(['', 'OVER-VOLTAGE WARNNING']), ['fault']],
  [overVoltage, 'the other way round', exchanges(['', 'UNDER-VOLTAGE WARNNING']), []],
  [temperature, 'hot', exchanges(['', '+CMTE: 1']), ['warning']],
  [temperature, 'so cold that it switches off', exchanges(['', '+CMTE:-1'], ['', '+CMTE:-2']), ['fault']],
  [temperature, 'the guard asked for', exchanges(['AT+CMTE?', '+CMTE: 1', 'OK']), []],
])('$id: %s', (rule, _name, log, severities) => {
  expect(severitiesIn(rule, log)).toEqual(severities);
});
