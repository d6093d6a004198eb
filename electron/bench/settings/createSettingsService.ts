import { join } from 'node:path';
import type { BenchFiles } from '#bench/benchDeps.ts';
import type { Clock } from '#shared/base/clock.ts';
import { err, ok } from '#shared/base/result.ts';
import type { CommandHandlers } from '#shared/contract/contract.ts';
import { type Settings, settings } from '#shared/contract/settings.ts';
import { parseSettings } from './parseSettings.ts';
import { settingsForFile, withoutSecrets } from './withoutSecrets.ts';

export const SETTINGS_FILE = 'settings.json';

/** Changes wait this long for others to be written with. */
const SAVE_DELAY_MS = 500;
/** The longest file, in characters: a full history of long lines would be more than one message to a view may hold. */
const MAX_FILE_CHARS = 2_097_152;

export interface SettingsServiceOptions {
  readonly files: BenchFiles;
  /** Absolute; `settings.json` lives in it. */
  readonly dataDir: string;
  readonly clock: Clock;
  /** After every change, with all settings. */
  readonly onChange: (settings: Settings) => void;
  /** A sentence for the user about the file. */
  readonly note: (text: string) => void;
}

export interface SettingsService {
  readonly handlers: Pick<CommandHandlers, 'settings.get' | 'settings.set'>;
  current(): Settings;
  /** Reads the file, once, at the start. Never fails: what cannot be read is a default and is noted. */
  load(): Promise<void>;
  /** Writes what is not yet written. */
  close(): Promise<void>;
}

/** What the bench remembers between runs: in memory at once, in the file soon after. */
export function createSettingsService(options: SettingsServiceOptions): SettingsService {
  const { files, dataDir, clock, onChange, note } = options;
  const path = join(dataDir, SETTINGS_FILE);
  let current: Settings = settings.parse({});
  let unsaved = false;
  /** Off when the file is there but could not be read: writing would destroy it. */
  let saving = true;
  let failing = false;
  let cancelSave: (() => void) | undefined;
  let writes: Promise<void> = Promise.resolve();

  const save = async (): Promise<void> => {
    if (!unsaved || !saving) return;
    unsaved = false;
    try {
      await files.writeText(path, fileText(current));
      failing = false;
    } catch (error) {
      unsaved = true;
      if (!failing) note(`The settings could not be saved (${words(error)}). They are kept until the bench ends.`);
      failing = true;
    }
  };
  /** One write at a time, in order. */
  const flush = (): Promise<void> => {
    cancelSave?.();
    cancelSave = undefined;
    writes = writes.then(save);
    return writes;
  };
  const scheduleSave = (): void => {
    unsaved = true;
    cancelSave ??= clock.after(SAVE_DELAY_MS, () => void flush());
  };

  const keepAside = async (text: string): Promise<void> => {
    try {
      await files.writeText(`${path}.broken`, text);
    } catch {
      // The note about the broken file is more useful than one about its copy.
    }
  };

  return {
    current: () => current,
    async load() {
      let text: string | null;
      try {
        text = await files.readText(path);
      } catch (error) {
        saving = false;
        note(`${path} could not be read (${words(error)}). Defaults are used, and changes are not saved.`);
        return;
      }
      if (text === null) return;
      const parsed = parseSettings(text);
      current = parsed.settings;
      if (parsed.broken?.length === 0) return;
      await keepAside(text);
      const what =
        parsed.broken === null ? 'is no settings file' : `has fields that cannot be used (${parsed.broken.join(', ')})`;
      note(`${path} ${what}. Defaults are used for them; the file as it was is kept as ${SETTINGS_FILE}.broken.`);
    },
    handlers: {
      'settings.get': () => ok(current),
      'settings.set': (patch) => {
        const named = Object.entries(withoutSecrets(patch)).filter(([, value]) => value !== undefined);
        const next: Settings = { ...current, ...Object.fromEntries(named) };
        if (fileText(next).length > MAX_FILE_CHARS) {
          return err('failed', 'There is too much to remember: shorten the saved payload or clear the histories.');
        }
        current = next;
        scheduleSave();
        onChange(current);
        return ok(current);
      },
    },
    close: flush,
  };
}

const fileText = (value: Settings): string => `${JSON.stringify(settingsForFile(value), null, 2)}\n`;

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));
