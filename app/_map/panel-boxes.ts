import type { Box } from './label-placement'

/**
 * What stands over a map marks itself `data-over-map`: `panel` where it always stands, `passing` where it comes and goes,
 * `room` an empty element that keeps the place of what may come. Names keep clear of what is there; fitting keeps clear
 * of panels and rooms, so that the county stands the same whether a passing panel is open or not.
 */
export const panelBoxes = (map: Element, wanted: 'labels' | 'fit'): Box[] => {
  const frame = map.getBoundingClientRect()
  const marked = wanted === 'fit' ? ':not([data-over-map="passing"])' : ':not([data-over-map="room"])'
  return [...document.querySelectorAll(`[data-over-map]${marked}`)]
    .map((panel) => panel.getBoundingClientRect())
    .filter(({ width, height }) => width > 0 && height > 0)
    .map(({ left, top, right, bottom }) => ({
      left: left - frame.left,
      top: top - frame.top,
      right: right - frame.left,
      bottom: bottom - frame.top,
    }))
}
