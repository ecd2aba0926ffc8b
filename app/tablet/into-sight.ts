/**
 * For a part that opens near the lower edge: what it asks is not left beneath the bar of the thumb. Given as a `ref`, to
 * which nothing may be returned, and some browsers return a promise.
 */
export function intoSight(part: HTMLElement | null): void {
  part?.scrollIntoView({ block: 'nearest' })
}
