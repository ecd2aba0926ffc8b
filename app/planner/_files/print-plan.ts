/** Prints the page with its map painted at the size of the sheet: canvases can't be painted while the browser prints. */

/** Frames in a row with nothing left to paint. */
const QUIET_FRAMES = 20
/** Longer than any county takes: then it prints what is there. */
const PATIENCE_MS = 8_000

const frame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()))

const painted = async (): Promise<void> => {
  const until = performance.now() + PATIENCE_MS
  let quiet = 0
  while (quiet < QUIET_FRAMES && performance.now() < until) {
    await frame()
    const waits = [...document.querySelectorAll<HTMLElement>('[data-waiting]')].some(
      ({ dataset }) => dataset.waiting !== '0',
    )
    quiet = waits ? 0 : quiet + 1
  }
}

export const printPlan = async (): Promise<void> => {
  const { dataset } = document.documentElement
  dataset.printing = ''
  await painted()
  window.print()
  delete dataset.printing
}
