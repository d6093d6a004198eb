import type { AtFamily, UrcEntry } from '../entryTypes.ts';
import { text } from '../fields.ts';
import { decodeLoraEvent, loraSentence } from './loraEvent.ts';
import { urc } from './urc.ts';

const LORA: readonly AtFamily[] = ['rak3172', 'stm32wl'];

/** LoRaWAN modules. */
export const LORA_URCS: readonly UrcEntry[] = [
  urc({
    name: '+EVT',
    families: LORA,
    title: 'Event',
    meaning:
      'What AT+JOIN and AT+SEND have come to: their OK only means accepted. Wait for JOINED before sending and for TX_DONE before the next message.',
    fields: [text('event', 'event')],
    decode: decodeLoraEvent,
    sentence: loraSentence,
    section: 'RUI3 AT Command Manual, STM32CubeWL',
  }),
  urc({
    name: '+BC',
    families: ['rak3172'],
    title: 'Beacon of class B',
    meaning: 'LOCKED and DONE: class B works; LOST and FAILED: back to class A.',
    fields: [text('state', 'state', { judge: (raw) => (/^(LOST|FAILED)/.test(raw) ? 'warning' : 'ok') })],
    section: 'RUI3',
  }),
  urc({
    name: 'Current Work Mode',
    families: ['rak3172'],
    title: 'Module started',
    meaning: 'The module has started. Without ATZ or power-on before it, it restarted by itself; it must join again.',
    fields: [text('mode', 'working mode')],
    section: 'RUI3',
  }),
];
