import { createDictionary, type Dictionary } from '#shared/protocol/at/dictionary/dictionary.ts';
import type { AtFamily } from '#shared/protocol/at/dictionary/entryTypes.ts';
import type { CommandLookup } from '#shared/protocol/at/engine/commandParts.ts';

export interface Dictionaries {
  of(family: AtFamily): Dictionary;
  readonly lookup: (family: AtFamily) => CommandLookup;
}

/** One dictionary a family, made when first asked for. */
export function createDictionaries(): Dictionaries {
  const made = new Map<AtFamily, Dictionary>();
  const of = (family: AtFamily): Dictionary => {
    const known = made.get(family);
    if (known !== undefined) return known;
    const dictionary = createDictionary(family);
    made.set(family, dictionary);
    return dictionary;
  };
  return { of, lookup: (family) => (name) => of(family).command(name) };
}
