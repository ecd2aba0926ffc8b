import type { Figure } from './figure'

/** Widths and heights of the plot in pixels; both axes are logarithmic. */
const WIDTH = 760
const HEIGHT = 460
const LEFT = 64
const RIGHT = 236
const TOP = 20
const BOTTOM = 44

const INK = '#333'
const LINES = ['#0b5fa5', '#b3480a', '#2f7d32', '#7a3fa0', '#8a6d00', '#00798a', '#a8324a', '#555']

interface Series {
  name: string
  points: { segments: number; milliseconds: number }[]
}

/** The figures of the coverage bench as curves over the number of segments, with n log n drawn dashed. */
export function plotGrowth(figures: readonly Figure[]): string {
  const series = seriesOf(figures)
  const all = series.flatMap(({ points }) => points)
  const [minX, maxX] = [Math.min(...all.map((at) => at.segments)), Math.max(...all.map((at) => at.segments))]
  const maxY = 10 ** Math.ceil(Math.log10(Math.max(...all.map((at) => at.milliseconds))))
  const minY = 0.1
  const x = (segments: number) => LEFT + (Math.log(segments / minX) / Math.log(maxX / minX)) * (WIDTH - LEFT - RIGHT)
  const y = (milliseconds: number) =>
    HEIGHT - BOTTOM - (Math.log(Math.max(milliseconds, minY) / minY) / Math.log(maxY / minY)) * (HEIGHT - TOP - BOTTOM)
  const text = (at: number, down: number, words: string, more = '') =>
    `<text x="${at.toFixed(1)}" y="${down.toFixed(1)}" ${more}>${words}</text>`
  const parts: string[] = []
  for (let value = minY; value <= maxY * 1.01; value *= 10) {
    parts.push(`<path d="M${LEFT} ${y(value).toFixed(1)}H${WIDTH - RIGHT}" stroke="#ddd"/>`)
    parts.push(
      text(
        LEFT - 8,
        y(value) + 4,
        value >= 1000 ? `${value / 1000} s` : `${Number(value.toFixed(1))} ms`,
        'text-anchor="end"',
      ),
    )
  }
  for (const segments of new Set(all.map((at) => at.segments))) {
    parts.push(text(x(segments), HEIGHT - BOTTOM + 18, segments.toLocaleString('en-US'), 'text-anchor="middle"'))
  }
  parts.push(text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, 'segments', 'text-anchor="middle"'))
  series.forEach(({ name, points }, at) => {
    const colour = LINES[at % LINES.length] ?? INK
    const path = points.map(({ segments, milliseconds }) => `${x(segments).toFixed(1)} ${y(milliseconds).toFixed(1)}`)
    parts.push(`<path d="M${path.join('L')}" fill="none" stroke="${colour}" stroke-width="2"/>`)
    for (const point of points) {
      parts.push(
        `<circle cx="${x(point.segments).toFixed(1)}" cy="${y(point.milliseconds).toFixed(1)}" r="3" fill="${colour}"/>`,
      )
    }
    const top = TOP + 14 + at * 22
    parts.push(`<path d="M${WIDTH - RIGHT + 16} ${top - 4}h20" stroke="${colour}" stroke-width="2"/>`)
    parts.push(text(WIDTH - RIGHT + 42, top, name))
  })
  const longest = series.reduce(
    (found, one) => (last(one) > last(found) ? one : found),
    series[0] ?? { name: '', points: [] },
  )
  const end = last(longest)
  const nLogN = (segments: number) => (end * segments * Math.log(segments)) / (maxX * Math.log(maxX))
  const sizes = longest.points.map(({ segments }) => segments)
  const dashed = sizes.map((segments) => `${x(segments).toFixed(1)} ${y(nLogN(segments)).toFixed(1)}`)
  parts.push(`<path d="M${dashed.join('L')}" fill="none" stroke="${INK}" stroke-dasharray="5 5"/>`)
  const top = TOP + 14 + series.length * 22
  parts.push(`<path d="M${WIDTH - RIGHT + 16} ${top - 4}h20" stroke="${INK}" stroke-dasharray="5 5"/>`)
  parts.push(text(WIDTH - RIGHT + 42, top, 'n log n'))
  const style = `font-family="sans-serif" font-size="12" fill="${INK}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" ${style}>
<title>Time of coverage by number of segments</title>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
${parts.join('\n')}
</svg>
`
}

const last = ({ points }: Series) => points[points.length - 1]?.milliseconds ?? 0

function seriesOf(figures: readonly Figure[]): Series[] {
  const byName = new Map<string, Series>()
  for (const { name, value } of figures) {
    const [, segments, what] = /^coverage, (\d+) segments: (.+)$/.exec(name) ?? []
    if (segments === undefined || what === undefined) continue
    const one = byName.get(what) ?? { name: what, points: [] }
    one.points.push({ segments: Number(segments), milliseconds: value })
    byName.set(what, one)
  }
  return [...byName.values()]
}
