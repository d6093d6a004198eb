import type { Result } from '#shared/base/result.ts';

export interface PaletteCommand {
  readonly id: string;
  readonly group: 'Serial' | 'Broker' | 'View' | 'Pane' | 'Log';
  readonly title: string;
  readonly keys?: string;
  /** Shown whatever is typed: made of it. */
  readonly always?: boolean;
  /** Done when the palette has gone, so that it may put the focus somewhere; or asked of the bench while it stays. */
  readonly run: { readonly act: () => void } | { readonly ask: () => Promise<string> };
}

/** Something the window does itself. */
export const act = (action: () => void): PaletteCommand['run'] => ({ act: action });
/** Something that can go wrong: answers what did, in words, or ''. */
export const ask = (question: () => Promise<string>): PaletteCommand['run'] => ({ ask: question });

/** What went wrong, in words; '' when nothing did. */
export async function trouble(answer: Promise<Result<unknown>>): Promise<string> {
  const result = await answer;
  return result.ok ? '' : result.error.message;
}
