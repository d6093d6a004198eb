import type { CommandEntry } from '../../entryTypes.ts';
import { RUI3_MODULE } from './rui3Module.ts';
import { RUI3_SESSION } from './rui3Session.ts';
import { STM32WL_COMMANDS } from './stm32wl.ts';

/** LoRaWAN modules: RAK3172 with RUI3 (115200 baud) and the STM32WL AT slave (9600 baud). */
export const LORA_COMMANDS: readonly CommandEntry[] = [...RUI3_MODULE, ...RUI3_SESSION, ...STM32WL_COMMANDS];
