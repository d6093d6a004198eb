/** One reading of the board's sensors. */
export interface Reading {
  readonly seq: number;
  /** °C. */
  readonly temperature: number;
  /** % relative humidity. */
  readonly humidity: number;
  /** Battery, volts. */
  readonly battery: number;
  readonly led: 'on' | 'off';
}

export interface Sensors {
  read(seq: number, led: 'on' | 'off'): Reading;
}

/** Sensors in a room: slow waves with a little noise. */
export function createSensors(random: () => number): Sensors {
  const noise = (size: number): number => (random() - 0.5) * size;
  const round = (value: number, digits: number): number => Number(value.toFixed(digits));
  return {
    read: (seq, led) => ({
      seq,
      temperature: round(22 + 3 * Math.sin(seq / 40) + noise(0.2), 2),
      humidity: round(46 + 6 * Math.cos(seq / 55) + noise(0.6), 1),
      battery: round(Math.max(3.5, 4.05 - seq * 0.0002) + noise(0.01), 3),
      led,
    }),
  };
}
