import { COUNTED_ANSWERS, type CountedAnswer, GLUED_ANSWERS, type GluedAnswer } from './countedAnswers.ts';
import { LATE_RESULTS, LATE_TEXTS, type LateResult } from './lateResults.ts';
import { PROFILE_DUMPS } from './profileDumps.ts';
import { PROMPT_COMMANDS, type PromptCommand } from './promptCommands.ts';
import {
  FINAL_RESULTS,
  type FinalResult,
  NUMERIC_RESULTS,
  TRANSPARENT_COMMANDS,
  type TransparentCommand,
} from './resultCodes.ts';
import {
  type AnswerShape,
  SHARED_NAMES,
  UNSOLICITED_NAMES,
  UNSOLICITED_TEXTS,
  type UnsolicitedName,
  type UnsolicitedText,
} from './unsolicited.ts';

/** Everything the framer knows about particular commands and lines. Another modem family brings its own. */
export interface FramerTables {
  readonly finals: readonly FinalResult[];
  readonly numericResults: readonly string[];
  readonly transparent: readonly TransparentCommand[];
  readonly unsolicitedTexts: readonly UnsolicitedText[];
  readonly unsolicitedNames: readonly UnsolicitedName[];
  readonly sharedNames: readonly { readonly name: string; readonly answer: AnswerShape }[];
  readonly late: readonly LateResult[];
  readonly lateTexts: readonly string[];
  readonly profileDumps: readonly string[];
  readonly prompts: readonly PromptCommand[];
  readonly counted: readonly CountedAnswer[];
  readonly glued: readonly GluedAnswer[];
}

/** SIM7500/SIM7600, with the A76xx, SIM7000, ESP-AT and LoRaWAN lines that share no text with them. */
export const FRAMER_TABLES: FramerTables = {
  finals: FINAL_RESULTS,
  numericResults: NUMERIC_RESULTS,
  transparent: TRANSPARENT_COMMANDS,
  unsolicitedTexts: UNSOLICITED_TEXTS,
  unsolicitedNames: UNSOLICITED_NAMES,
  sharedNames: SHARED_NAMES,
  late: LATE_RESULTS,
  lateTexts: LATE_TEXTS,
  profileDumps: PROFILE_DUMPS,
  prompts: PROMPT_COMMANDS,
  counted: COUNTED_ANSWERS,
  glued: GLUED_ANSWERS,
};
