/**
 * A token as the colour it is in the current theme (`rgb(…)`), for canvases, which do not read custom properties.
 * `token` with its dashes: `--accent`.
 */
export function resolveColor(token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  probe.hidden = true;
  document.body.append(probe);
  const color = getComputedStyle(probe).color;
  probe.remove();
  return color;
}
