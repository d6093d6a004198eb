import { type Settings, settings } from '#shared/contract/settings.ts';
import { withoutSecrets } from './withoutSecrets.ts';

export interface ParsedSettings {
  readonly settings: Settings;
  /** Fields that were there and could not be used; their defaults stand in. Null: the file is no settings file at all. */
  readonly broken: readonly string[] | null;
}

/** Reads a settings file field by field, so that one bad field costs only itself. */
export function parseSettings(text: string): ParsedSettings {
  const stored = parseObject(text);
  if (stored === undefined) return { settings: settings.parse({}), broken: null };
  const kept: Record<string, unknown> = {};
  const broken: string[] = [];
  for (const [name, field] of Object.entries(settings.shape)) {
    if (!Object.hasOwn(stored, name)) continue;
    if (field.safeParse(stored[name]).success) kept[name] = stored[name];
    else broken.push(name);
  }
  return { settings: withoutSecrets(settings.parse(kept)), broken };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
