import type { Box } from './label-placement'

/**
 * Panels over a map mark themselves `data-over-map`: `panel` where they stand now, `room` where one may come to stand
 * (an empty element that keeps its place). Names keep clear of panels, fitting of both.
 */
export const panelBoxes = (map: Element, wanted: 'labels' | 'fit'): Box[] => {
  const frame = map.getBoundingClientRect()
  const marked = wanted === 'fit' ? '[data-over-map]' : '[data-over-map="panel"]'
  return [...document.querySelectorAll(marked)]
    .map((panel) => panel.getBoundingClientRect())
    .filter(({ width, height }) => width > 0 && height > 0)
    .map(({ left, top, right, bottom }) => ({
      left: left - frame.left,
      top: top - frame.top,
      right: right - frame.left,
      bottom: bottom - frame.top,
    }))
}
