/** Polls until the condition holds; fails naming what was awaited. The limit only bounds a failure. */
export async function eventually(
  what: string,
  condition: () => boolean | Promise<boolean>,
  limitMs = 20_000,
): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Waited ${limitMs} ms in vain for ${what}`);
    await new Promise((next) => setTimeout(next, 20));
  }
}
