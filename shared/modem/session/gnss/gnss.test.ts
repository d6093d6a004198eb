import { describe, expect, it } from 'vitest';
import { nmeaSentence, nmeaSentences } from './nmea.ts';
import { degreesMinutes, type Fix, positionFields } from './positionText.ts';
import { positionAt } from './route.ts';

const FIX: Fix = {
  ...{ latitude: -52.13260001, longitude: 5.2913, altitude: 8.54, speed: 11.2, course: 359.96 },
  ...{ time: Date.UTC(2026, 0, 2, 3, 4, 5, 678), gps: 8, glonass: 4, beidou: 3, galileo: 2, hdop: 0.9, vdop: 1.2 },
};

describe('the route', () => {
  it('is driven at the speed and in the direction that are told', () => {
    for (let ms = 0; ms < 1_200_000; ms += 7000) {
      const at = positionAt(ms);
      const later = positionAt(ms + 1000);
      const north = (later.latitude - at.latitude) * 111_320;
      const east = (later.longitude - at.longitude) * 111_320 * Math.cos((at.latitude * Math.PI) / 180);
      expect(Math.hypot(north, east)).toBeCloseTo(at.speed, 0);
      expect(at.speed).toBeGreaterThan(5);
      expect(at.speed).toBeLessThan(16);
      expect(at.course).toBeGreaterThanOrEqual(0);
      expect(at.course).toBeLessThan(360);
      const turn = Math.abs((Math.atan2(east, north) * 180) / Math.PI - at.course) % 360;
      expect(Math.min(turn, 360 - turn)).toBeLessThan(5);
      expect(Math.abs(at.latitude - 52.1326)).toBeLessThan(0.01);
      expect(Math.abs(at.longitude - 5.2913)).toBeLessThan(0.02);
    }
  });
});

describe('positions', () => {
  it.each([
    [52.1326, 2, 6, '5207.956000'],
    [-5.2913, 3, 6, '00517.478000'],
    [0, 2, 4, '0000.0000'],
    [12.999_999_999, 2, 4, '1300.0000'],
    [180, 3, 6, '18000.000000'],
  ] as const)('%d° with %i digits and %i places', (degrees, digits, places, text) => {
    expect(degreesMinutes(degrees, digits, places)).toBe(text);
  });

  it('have nine fields, with a fix and without', () => {
    expect(positionFields(FIX).join(',')).toBe('5207.956001,S,00517.478000,E,020126,030405.6,8.5,21.8,360.0');
    expect(positionFields(FIX, true).slice(0, 4)).toEqual(['52.1326000', 'S', '5.2913000', 'E']);
    expect(positionFields(null).join(',')).toBe(',,,,,,,,');
  });
});

describe('NMEA', () => {
  it('adds the checksum', () => {
    expect(nmeaSentence('GPGGA,,,,,,0,,,,,,,,')).toBe('$GPGGA,,,,,,0,,,,,,,,*66');
    expect(nmeaSentence('GPRMC,,V,,,,,,,,,,N')).toBe('$GPRMC,,V,,,,,,,,,,N*53');
  });

  it('tells position and motion', () => {
    const [gga = '', gsa = '', vtg = '', rmc = ''] = nmeaSentences(FIX);
    expect(gga).toMatch(/^\$GPGGA,030405\.67,5207\.956001,S,00517\.478000,E,1,08,0\.9,8\.5,M,47\.0,M,,\*[0-9A-F]{2}$/);
    expect(gsa).toMatch(/^\$GPGSA,A,3,02,04,06,08,10,12,14,16,,,,,1\.5,0\.9,1\.2\*/);
    expect(vtg).toMatch(/^\$GPVTG,360\.0,T,,M,21\.8,N,40\.3,K,A\*/);
    expect(rmc).toMatch(/^\$GPRMC,030405\.67,A,5207\.956001,S,00517\.478000,E,21\.8,360\.0,020126,,,A\*/);
  });

  it('tells that there is none', () => {
    expect(nmeaSentences(null).map((text) => text.slice(0, 11))).toEqual([
      '$GPGGA,,,,,',
      '$GPGSA,A,1,',
      '$GPVTG,,T,,',
      '$GPRMC,,V,,',
    ]);
  });
});
