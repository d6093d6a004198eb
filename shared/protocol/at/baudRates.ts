/**
 * Speeds a SIM7600's UART runs at (SIM7500_SIM7600 manual V3.00 2.2.12), the likeliest first: the factory setting, what boards
 * and drivers set most, then the rest. Also those of common MCU consoles.
 */
export const LIKELY_BAUDS: readonly number[] = [
  ...[115_200, 9600, 57_600, 38_400, 19_200, 230_400, 460_800, 921_600],
  ...[4800, 2400, 1200, 3_000_000, 3_200_000, 3_686_400, 600, 300],
];
