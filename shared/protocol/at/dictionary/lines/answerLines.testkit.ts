import type { AtFamily } from '../entryTypes.ts';
import { A76XX_LINES } from './a76xxLines.testkit.ts';
import { ESP_AT_LINES } from './espAtLines.testkit.ts';
import { RAK3172_LINES } from './rak3172Lines.testkit.ts';
import { SIMCOM_MODEM_LINES } from './simcomModemLines.testkit.ts';
import { SIMCOM_SERVICE_LINES } from './simcomServiceLines.testkit.ts';
import { STM32WL_LINES } from './stm32wlLines.testkit.ts';

/** What was asked, a line as a device answers it, and what it says. */
export type AnswerLine = readonly [asked: string, line: string, sentence: string];

/** At least one line of every command that answers with one. */
export const ANSWER_LINES: Readonly<Record<AtFamily, readonly AnswerLine[]>> = {
  sim7600: [...SIMCOM_MODEM_LINES, ...SIMCOM_SERVICE_LINES],
  a76xx: A76XX_LINES,
  'esp-at': ESP_AT_LINES,
  rak3172: RAK3172_LINES,
  stm32wl: STM32WL_LINES,
};
