import type { MarkerSpec } from './marker-spec'

/**
 * Which markers are elements of the page and which are drawn into one canvas. An element takes the focus, the pointer and
 * a screen reader, and costs the compositor a layer in each frame; up to so many all are elements. Of more, so many of
 * those in view are, the first of the list first (trouble leads it), and whatever the reader holds; the rest is drawn.
 * From nearer by fewer are in view, so that each can be had as an element.
 */
export const MOST_ELEMENTS = 120

interface SharedOut {
  elements: readonly MarkerSpec[]
  drawn: readonly MarkerSpec[]
}

export const sharedOut = (
  specs: readonly MarkerSpec[],
  isInView: (spec: MarkerSpec) => boolean,
  isHeld: (spec: MarkerSpec) => boolean,
): SharedOut => {
  if (specs.length <= MOST_ELEMENTS) return { elements: specs, drawn: [] }
  const elements: MarkerSpec[] = []
  const drawn: MarkerSpec[] = []
  let room = MOST_ELEMENTS
  for (const spec of specs) {
    if (isHeld(spec)) elements.push(spec)
    else if (room > 0 && isInView(spec)) {
      room--
      elements.push(spec)
    } else drawn.push(spec)
  }
  return { elements, drawn }
}
