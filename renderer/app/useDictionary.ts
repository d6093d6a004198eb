import { useMemo } from 'react';
import { createDictionary, type Dictionary } from '#shared/protocol/at/dictionary/dictionary.ts';
import { useDiagnosis } from './services.ts';

/** The commands of the modem family the bench reads the traffic as. */
export function useDictionary(): Dictionary {
  const family = useDiagnosis((slice) => slice.diagnosis?.family ?? 'sim7600');
  return useMemo(() => createDictionary(family), [family]);
}
