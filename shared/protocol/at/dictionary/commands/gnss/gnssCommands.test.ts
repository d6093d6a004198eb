import { describe, expect, it } from 'vitest';
import { createDictionary } from '../../dictionary.ts';
import { problemsOf, readLine } from '../../lines.testkit.ts';
import { GNSS_COMMANDS } from './gnssCommands.ts';
import { degreesOf, gnssTime } from './gnssPosition.ts';

const dictionary = createDictionary('sim7600', GNSS_COMMANDS, []);
const newer = createDictionary('a76xx', GNSS_COMMANDS, []);

describe('degreesOf', () => {
  it.each([
    ['3113.343286', 'N', 31.2223881],
    ['12121.234064', 'E', 121.3539011],
    ['3426.693019', 'S', -34.4448837],
    ['15051.184731', 'W', -150.8530789],
    ['0000.000000', 'N', 0],
    ['00007.500000', 'W', -0.125],
    ['9000.0', 'S', -90],
    // Decimal degrees of newer firmwares.
    ['48.5393715', 'N', 48.5393715],
    ['121.5', 'W', -121.5],
  ])('%s %s is %d', (value, hemisphere, degrees) => {
    expect(degreesOf(value, hemisphere)).toBeCloseTo(degrees, 6);
  });

  it.each([
    ['', 'N'],
    ['3113.34', ''],
    ['3113.34', 'X'],
    ['9001.0', 'N'],
    ['3160.0', 'N'],
    ['-3113.34', 'N'],
    ['123456.7', 'E'],
    ['181.0', 'E'],
    ['abc', 'N'],
  ])('%s %s is no position', (value, hemisphere) => {
    expect(degreesOf(value, hemisphere)).toBeNull();
  });
});

describe('gnssTime', () => {
  it.each([
    ['250311', '072809.3', '2011-03-25 07:28:09.3 UTC'],
    ['311299', '235960', '2099-12-31 23:59:60 UTC'],
    ['', '', null],
    ['250311', '', null],
    ['321311', '072809.3', null],
    ['250311', '250000', null],
    ['25-03-11', '072809', null],
  ])('%s %s', (date, time, text) => {
    expect(gnssTime(date, time)).toBe(text);
  });
});

/** V3.00 chapter 17. */
describe('what the GNSS commands answer', () => {
  it.each([
    [
      'AT+CGPSINFO',
      '+CGPSINFO:3113.343286,N,12121.234064,E,250311,072809.3,44.1,0.0,0',
      '31.22239°, 121.35390° at 2011-03-25 07:28:09.3 UTC',
    ],
    ['AT+CGPSINFO', '+CGPSINFO: 3426.693019,S,15051.184731,W,,,,,', '−34.44488°, −150.85308°'],
    ['AT+CGPSINFO', '+CGPSINFO: ,,,,,,,,', 'no position yet'],
    ['AT+CGPSINFO', '+CGPSINFO: ', 'no position yet'],
    ['AT+CGPSINFO?', '+CGPSINFO: 0', 'no reports'],
    ['AT+CGPSINFO?', '+CGPSINFO: 30', 'a report every 30 s'],
    [
      'AT+CGNSSINFO',
      '+CGNSSINFO: 2,06,03,00,3426.693019,S,15051.184731,E,240221,052740.0,34.4,0.0,202.8,1.8,1.4,1.2',
      '−34.44488°, 150.85308° at 2021-02-24 05:27:40.0 UTC',
    ],
    ['AT+CGNSSINFO', '+CGNSSINFO: ,,,,,,,,,,,,,,,', 'no position yet'],
    ['AT+CGNSSINFO', '+CGNSSINFO: ,,,,,,,,', 'no position yet'],
    ['AT+CGNSSINFO?', '+CGNSSINFO: 5', 'a report every 5 s'],
    ['AT+CGPS?', '+CGPS: 1,1', 'GNSS on, standalone'],
    ['AT+CGPS?', '+CGPS: 0,1', 'GNSS off'],
  ])('%s → %s', (asked, line, sentence) => {
    expect(readLine(dictionary, asked, line).sentence).toBe(sentence);
  });

  it('reads a position in words and units', () => {
    const line = '+CGPSINFO: 3113.343286,N,12121.234064,E,250311,072809.3,44.1,10.0,87.5';
    expect(readLine(dictionary, 'AT+CGPSINFO', line).fields).toEqual({
      lat: '31.22239°',
      'N/S': 'north',
      log: '121.35390°',
      'E/W': 'east',
      date: '2011-03-25',
      'UTC-time': '07:28:09.3 UTC',
      alt: '44.1 m',
      speed: '10.0 kn (18.5 km/h)',
      course: '87.5°',
    });
  });

  it('finds the position behind the satellites of both families', () => {
    const line = '+CGNSSINFO: 3,10,00,,00,48.5393715,N,12.1240492,E,250426,095854.00,482.0,1.203,,6.02,3.51,4.88,04';
    expect(readLine(newer, 'AT+CGNSSINFO', line).fields).toMatchObject({
      mode: '3D',
      'GPS-SVs': '10',
      lat: '48.53937°',
      log: '12.12405°',
      alt: '482.0 m',
      PDOP: '6.02',
      NoSV: '04',
    });
  });

  it('marks what is no position', () => {
    const { odd } = readLine(dictionary, 'AT+CGPSINFO', '+CGPSINFO: 9913.34,N,x,E,990399,99,44.1,0.0,0');
    expect(odd).toEqual({ lat: 'warning', log: 'warning', date: 'warning', 'UTC-time': 'warning' });
  });
});

describe('what is wrong with a GNSS command', () => {
  it.each([
    ['AT+CGPS=1', []],
    ['AT+CGPS=1,3', []],
    ['AT+CGPS=2', ['unknown-value']],
    ['AT+CGPSINFO=256', ['out-of-range']],
    ['AT+CGNSSINFO=10', []],
    ['AT+CGNSSPWR=1', ['other-family']],
  ])('%s', (line, problems) => {
    expect(problemsOf(dictionary, line)).toEqual(problems);
  });
});
