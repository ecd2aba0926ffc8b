/** A page in the background draws nothing: it does not wait for a frame. */
const AT_MOST_MS = 200

/**
 * Does it once what was just answered is on the screen: work that nobody waits for never stands between a press and its
 * answer.
 */
export function afterPaint(act: () => void): void {
  let done = false
  const once = () => {
    if (done) return
    done = true
    clearTimeout(late)
    act()
  }
  const late = setTimeout(once, AT_MOST_MS)
  // A task that is put off in the frame's callback runs after the frame was painted.
  requestAnimationFrame(() => setTimeout(once, 0))
}
