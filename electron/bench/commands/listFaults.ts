import { FAULTS, type FaultEntry } from '#shared/modem/faults/faultCatalogue.ts';

/** The catalogue of faults, for people or (one JSON array) for programs. */
export function listFaults(json: boolean): string {
  if (json) return `${JSON.stringify(FAULTS)}\n`;
  const rows = FAULTS.map((fault) => ({ ...fault, usage: `${fault.name}${valueUsage(fault)}` }));
  const width = Math.max(...rows.map(({ usage }) => usage.length));
  const groups = new Set(rows.map(({ group }) => group));
  const parts = [...groups].map((group) => {
    const lines = rows
      .filter((row) => row.group === group)
      .map(({ usage, title, kind, counts }) => `  ${usage.padEnd(width)}  ${title}${counted(kind, counts)}`);
    return [`${group}:`, ...lines].join('\n');
  });
  return `${parts.join('\n\n')}\n`;
}

function valueUsage({ value }: FaultEntry): string {
  switch (value.type) {
    case 'none':
      return '';
    case 'rate':
      return `[=SHARE]`;
    case 'seconds':
      return `[=SECONDS]`;
    case 'integer':
      return `[=${value.range.join('..')}]`;
  }
}

const counted = (kind: FaultEntry['kind'], counts: string): string =>
  kind === 'occasion' && counts !== '' ? ` (@ counts: ${counts})` : '';
