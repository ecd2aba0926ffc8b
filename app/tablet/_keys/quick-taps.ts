/**
 * A key acts as the thumb leaves it. A browser that makes a click of a touch first asks whether it was a scroll, then plays a
 * mouse that moves, presses, takes the focus and lets go: three times the work of the key itself, all of it before the key.
 * It also takes two thumbs, one down before the other is up, for a pinch, and a slow thumb for a long press: here both type.
 *
 * Mouse, keyboard and screen reader click as ever. Given as the `ref` of what holds the keys.
 */
export function quickTaps(keys: HTMLElement | null): (() => void) | undefined {
  if (!keys) return undefined
  const isHere = ({ target }: Event): boolean => target instanceof Node && keys.contains(target)
  const onLift = (event: TouchEvent): void => {
    if (!isHere(event)) return
    event.stopPropagation()
    lifted(event)
  }
  const onUnheard = (event: PointerEvent): void => {
    if (event.pointerType === 'touch' && isHere(event)) event.stopPropagation()
  }
  // On the window, which is asked before React. Not passive: the click that the browser would make of it is taken back.
  window.addEventListener('touchend', onLift, { capture: true, passive: false })
  for (const name of UNHEARD) window.addEventListener(name, onUnheard, { capture: true })
  return () => {
    window.removeEventListener('touchend', onLift, { capture: true })
    for (const name of UNHEARD) window.removeEventListener(name, onUnheard, { capture: true })
  }
}

/** What a browser says of a thumb that leaves. Nothing here asks for it, and React would look twice at each before the key. */
const UNHEARD = ['gotpointercapture', 'pointerup', 'lostpointercapture', 'pointerout'] as const

function lifted(event: TouchEvent): void {
  // What has become a scroll is none of ours; nor is leaving a text field, which wants the browser's own tap.
  if (!event.cancelable || isTextField(document.activeElement)) return
  const pressed = [...event.changedTouches].map(keyUnder).filter((key) => key !== null)
  if (pressed.length === 0) return
  event.preventDefault()
  for (const key of pressed) key.click()
}

/** The key that this thumb went down on and is still on. One whose pad has given way meanwhile is none (kept-pads.tsx). */
function keyUnder(touch: Touch): HTMLButtonElement | null {
  const key = touch.target instanceof Element ? touch.target.closest('button') : null
  return key?.isConnected && key.closest('[data-shown="false"]') === null && isOn(key.getBoundingClientRect(), touch)
    ? key
    : null
}

/** Whoever slides off a key has thought better of it. */
const isOn = ({ left, right, top, bottom }: DOMRect, { clientX, clientY }: Touch): boolean =>
  clientX >= left && clientX < right && clientY >= top && clientY < bottom

const isTextField = (element: Element | null): boolean =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement
